package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait to be handled. Those of one key are handed to one worker at a time,
 * in their order; a key whose first change is to be tried again waits, and the others go
 * on. What was taken counts as pending until it is done with, so memory is bounded by the
 * capacity, as far as writers may be made to wait.
 */
final class ChangeQueue {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ready = this.lock.newCondition();

	private final Condition room = this.lock.newCondition();

	private final Condition empty = this.lock.newCondition();

	private final Map<KeyOfTable, Mailbox> mailboxes = new HashMap<>();

	/** Mailboxes that a worker may take. */
	private final Deque<Mailbox> takeable = new ArrayDeque<>();

	/** Mailboxes that wait for their next attempt. */
	private final PriorityQueue<Mailbox> delayed = new PriorityQueue<>(
			(left, right) -> Long.signum(left.due() - right.due()));

	private final int capacity;

	private final int workers;

	private int pending;

	private boolean paused;

	private boolean closed;

	private boolean aborted;

	ChangeQueue(int capacity, int workers) {
		this.capacity = capacity;
		this.workers = workers;
	}

	/**
	 * Adds a change.
	 * @param mayWait whether to wait while the queue is full. An interruption ends the
	 * waiting: the change must not be lost, since its write stands.
	 * @return whether it was added: not if the queue is closed
	 */
	boolean put(ItemChange<?> change, boolean mayWait) {
		this.lock.lock();
		try {
			boolean interrupted = false;
			while (mayWait && !interrupted && this.pending >= this.capacity && !this.closed) {
				try {
					this.room.await();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
			if (this.closed) {
				return false;
			}
			add(change);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(ItemChange<?> change) {
		this.pending++;
		Mailbox mailbox = this.mailboxes.get(KeyOfTable.of(change));
		if (mailbox == null) {
			mailbox = new Mailbox(KeyOfTable.of(change));
			this.mailboxes.put(mailbox.key(), mailbox);
			this.takeable.add(mailbox);
			this.ready.signal();
		}
		mailbox.add(change);
	}

	/**
	 * Takes changes, and waits until there are some. The caller must {@linkplain #done
	 * give back} each part, until when its key is the caller's alone. The keys that are
	 * ready are shared with the other workers.
	 * @param most how many changes at most
	 * @return changes by key; null if there will be none any more
	 */
	@Nullable List<Taken> take(int most) {
		this.lock.lock();
		try {
			while (!this.aborted) {
				long wait = wakeDelayed();
				if (!this.paused && !this.takeable.isEmpty()) {
					return take(most, Math.max(1, this.takeable.size() / this.workers));
				}
				if (this.closed && this.pending == 0) {
					return null;
				}
				await(wait);
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<Taken> take(int most, int keys) {
		List<Taken> taken = new ArrayList<>();
		int left = most;
		while (left > 0 && taken.size() < keys && !this.takeable.isEmpty()) {
			Mailbox mailbox = this.takeable.remove();
			Taken part = new Taken(mailbox, mailbox.attempts(), mailbox.first(left));
			left -= part.changes().size();
			taken.add(part);
		}
		// Of the workers that wait, one has to watch the keys that are delayed.
		if (!this.takeable.isEmpty() || !this.delayed.isEmpty()) {
			this.ready.signal();
		}
		return taken;
	}

	/** Makes keys takeable whose time has come, and says how long the next one waits. */
	private long wakeDelayed() {
		Mailbox first = this.delayed.peek();
		while (first != null) {
			long wait = first.due() - System.nanoTime();
			if (wait > 0) {
				return wait;
			}
			this.takeable.add(this.delayed.remove());
			first = this.delayed.peek();
		}
		return Long.MAX_VALUE;
	}

	/** An interruption is no reason to end: a stop is. */
	private void await(long nanos) {
		try {
			this.ready.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			// Meant for a handler that has ended before it came.
		}
	}

	/** Gives a part back that is done with. */
	void done(Taken part) {
		giveBack(part, part.changes().size(), null, null);
	}

	/** Gives a part back of which some changes are done with; the rest can be taken. */
	void done(Taken part, int count) {
		giveBack(part, count, null, null);
	}

	/**
	 * Gives a part back of which some changes are done with, and the next one has failed.
	 * @param delay after which time it is to be tried again
	 */
	void retry(Taken part, int count, Exception failure, Duration delay) {
		giveBack(part, count, failure, delay);
	}

	private void giveBack(Taken part, int count, @Nullable Exception failure, @Nullable Duration delay) {
		this.lock.lock();
		try {
			Mailbox mailbox = part.mailbox();
			if (this.mailboxes.get(mailbox.key()) != mailbox) {
				return; // given up meanwhile
			}
			mailbox.removeFirst(count);
			this.pending -= count;
			if (mailbox.size() == 0) {
				this.mailboxes.remove(mailbox.key());
			}
			else if (failure != null && delay != null) {
				mailbox.failed(failure, System.nanoTime() + delay.toNanos());
				this.delayed.add(mailbox);
			}
			else {
				this.takeable.add(mailbox);
			}
			signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void signal() {
		this.ready.signal();
		if (this.pending < this.capacity) {
			this.room.signalAll();
		}
		if (this.pending == 0) {
			this.empty.signalAll();
			this.ready.signalAll();
		}
	}

	void pause(boolean pause) {
		this.lock.lock();
		try {
			this.paused = pause;
			this.ready.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes no more changes, and lets those that wait to be put go away. */
	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.ready.signalAll();
			this.room.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes the queue and gives out no more changes. Workers that are handling some may
	 * still {@linkplain #done finish} them until {@link #remaining()} is asked for.
	 */
	void abort() {
		this.lock.lock();
		try {
			this.aborted = true;
			close();
			this.empty.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isAborted() {
		this.lock.lock();
		try {
			return this.aborted;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Everything that is not done with, those of a key in their order. */
	List<Taken> remaining() {
		this.lock.lock();
		try {
			List<Taken> remaining = this.mailboxes.values()
				.stream()
				.map((mailbox) -> new Taken(mailbox, mailbox.attempts(), mailbox.all()))
				.toList();
			this.mailboxes.clear();
			this.takeable.clear();
			this.delayed.clear();
			this.pending = 0;
			return remaining;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until nothing is pending.
	 * @return whether that is so, before the time was over
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	boolean awaitEmpty(long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			long left = nanos;
			while (this.pending > 0 && !this.aborted && left > 0) {
				left = this.empty.awaitNanos(left);
			}
			return this.pending == 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many changes wait or are being handled. */
	int pending() {
		this.lock.lock();
		try {
			return this.pending;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Changes of one key that a worker has taken.
	 *
	 * @param mailbox where they are until they are done with
	 * @param attempts how often the first one has failed
	 * @param changes the changes, in their order
	 */
	record Taken(Mailbox mailbox, int attempts, List<ItemChange<?>> changes) {

	}

}
