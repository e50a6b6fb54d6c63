package io.daplug.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.daplug.event.ChangeHandling;
import org.jspecify.annotations.Nullable;

/**
 * A queue that keeps the order of each key. The elements of one key are given to one
 * worker at a time, in their order, and different keys to different workers. A key whose
 * first element is to be tried again waits, and the other keys go on.
 * <p>
 * An element is pending until it is done with. The capacity limits how many elements the
 * queue holds: whoever puts more waits as long as its {@link Patience} lasts, except
 * threads that {@linkplain ChangeHandling#mayWait() must not wait}.
 *
 * @param <K> type of the keys
 * @param <E> type of the elements
 */
public final class KeyedQueue<K, E> {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ready = this.lock.newCondition();

	private final Condition room = this.lock.newCondition();

	private final Condition empty = this.lock.newCondition();

	private final MailboxSchedule<K, E> mailboxes = new MailboxSchedule<>();

	private final int capacity;

	private final int workers;

	/** Whether elements that a worker has taken count against the capacity. */
	private final boolean takenCount;

	private volatile Patience patience = Patience.with("a listener");

	private int pending;

	private int taken;

	private boolean paused;

	private boolean closed;

	private boolean aborted;

	private KeyedQueue(int capacity, int workers, boolean takenCount) {
		this.capacity = capacity;
		this.workers = workers;
		this.takenCount = takenCount;
	}

	/**
	 * Creates a queue whose capacity limits all pending elements, also those that workers
	 * have taken.
	 * @param <K> type of the keys
	 * @param <E> type of the elements
	 * @param capacity how many elements may be pending before others have to wait
	 * @param workers how many workers share the keys
	 * @return the queue
	 */
	public static <K, E> KeyedQueue<K, E> limitingPending(int capacity, int workers) {
		return new KeyedQueue<>(capacity, workers, true);
	}

	/**
	 * Creates a queue whose capacity limits the elements that no worker has taken yet.
	 * @param <K> type of the keys
	 * @param <E> type of the elements
	 * @param capacity how many elements may wait for a worker before others have to wait
	 * @param workers how many workers share the keys
	 * @return the queue
	 */
	public static <K, E> KeyedQueue<K, E> limitingWaiting(int capacity, int workers) {
		return new KeyedQueue<>(capacity, workers, false);
	}

	/**
	 * Sets how long threads wait while the queue is full.
	 * @param patience how long they wait
	 * @return this queue
	 */
	public KeyedQueue<K, E> patience(Patience patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Adds an element. Waits for room, if the thread may wait. After the end of patience
	 * or an interruption, which is kept, the element is added to the full queue.
	 * @param key its key
	 * @param element the element
	 * @return whether it was added: not if the queue is closed
	 */
	public boolean put(K key, E element) {
		boolean inVain = false;
		this.lock.lock();
		try {
			if (isFull() && ChangeHandling.mayWait()) {
				inVain = this.patience.await(this.room, () -> !isFull());
			}
			if (this.closed) {
				return false;
			}
			this.pending++;
			if (this.mailboxes.add(key, element)) {
				this.ready.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (inVain) {
			this.patience.tell();
		}
		return true;
	}

	private boolean isFull() {
		return !this.closed && (this.takenCount ? this.pending : this.pending - this.taken) >= this.capacity;
	}

	/**
	 * Takes elements, and waits until there are some. The caller must give back each
	 * portion, by {@link #done} or {@link #retry}; until then the portion's key is the
	 * caller's alone. The keys that are ready are shared with the other workers.
	 * @param most how many elements at most
	 * @param gathering whether to wait for more
	 * @return the elements, by key; null if there will be none any more
	 */
	public @Nullable List<Portion<K, E>> take(int most, Gathering gathering) {
		this.lock.lock();
		try {
			while (!this.aborted) {
				long wait = this.mailboxes.wakeDelayed();
				int keys = this.mailboxes.takeable();
				if (!this.paused && keys > 0) {
					boolean enough = this.taken == 0 || this.pending - this.taken >= most || this.closed;
					long more = enough ? 0 : gathering.left();
					if (more <= 0) {
						return take(most, gathering.keys(keys, this.workers));
					}
					wait = Math.min(wait, more);
				}
				if (this.closed && this.pending == 0) {
					return null;
				}
				awaitReady(wait);
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<Portion<K, E>> take(int most, int keys) {
		List<Portion<K, E>> portions = new ArrayList<>();
		int left = most;
		while (left > 0 && portions.size() < keys) {
			Portion<K, E> portion = this.mailboxes.take().first(left);
			left -= portion.elements().size();
			portions.add(portion);
		}
		this.taken += most - left;
		// Of the workers that wait, one has to watch the keys that are delayed.
		if (this.mailboxes.takeable() > 0 || this.mailboxes.isDelayed()) {
			this.ready.signal();
		}
		if (!isFull()) {
			this.room.signalAll();
		}
		return portions;
	}

	private void awaitReady(long nanos) {
		try {
			this.ready.awaitNanos(nanos);
		}
		catch (InterruptedException ex) {
			// Meant for a handler that ended before the interruption came. Only closing
			// or aborting the queue ends a worker.
		}
	}

	/**
	 * Gives back a portion whose elements are all done with.
	 * @param portion the portion
	 * @return whether the elements were the caller's: not if they are {@link #remaining}
	 */
	public boolean done(Portion<K, E> portion) {
		return done(portion, portion.elements().size());
	}

	/**
	 * Gives back a portion of which some elements are done with and the others are not.
	 * @param portion the portion
	 * @param count how many elements are done with, from the first one on
	 * @return whether the elements were the caller's: not if they are {@link #remaining}
	 */
	public boolean done(Portion<K, E> portion, int count) {
		return get(() -> {
			boolean own = finish(portion, count);
			if (own) {
				this.mailboxes.giveBack(portion.mailbox());
			}
			signal();
			return own;
		});
	}

	/**
	 * Gives back a portion of which some elements are done with and the next one failed.
	 * @param portion the portion
	 * @param count how many elements are done with, from the first one on
	 * @param failure why the next element failed
	 * @param delay how long to wait before that element is tried again
	 * @return whether the elements were the caller's: not if they are {@link #remaining}
	 */
	public boolean retry(Portion<K, E> portion, int count, Exception failure, Duration delay) {
		return get(() -> {
			boolean own = finish(portion, count);
			if (own) {
				portion.mailbox().failed(failure, System.nanoTime() + delay.toNanos());
				this.mailboxes.delay(portion.mailbox());
			}
			signal();
			return own;
		});
	}

	/** Removes what is done with, unless the portion was given up meanwhile. */
	private boolean finish(Portion<K, E> portion, int count) {
		if (!this.mailboxes.contains(portion.mailbox())) {
			return false;
		}
		portion.mailbox().removeFirst(count);
		this.pending -= count;
		this.taken -= portion.elements().size();
		return true;
	}

	private void signal() {
		this.ready.signal();
		if (!isFull()) {
			this.room.signalAll();
		}
		if (this.pending == 0) {
			this.empty.signalAll();
			this.ready.signalAll();
		}
	}

	/**
	 * Gives out no elements until the queue is resumed.
	 */
	public void pause() {
		locked(() -> this.paused = true);
	}

	/**
	 * Gives out elements again.
	 */
	public void resume() {
		locked(() -> {
			this.paused = false;
			this.ready.signalAll();
		});
	}

	/**
	 * Takes no more elements, nor those of threads that wait to put some. What is pending
	 * can still be taken.
	 */
	public void close() {
		locked(() -> {
			this.closed = true;
			this.ready.signalAll();
			this.room.signalAll();
		});
	}

	/**
	 * Closes the queue and gives out no more elements. Workers may still give back what
	 * they have taken, until {@link #remaining()} is called.
	 */
	public void abort() {
		locked(() -> {
			this.aborted = true;
			close();
			this.empty.signalAll();
		});
	}

	private void locked(Runnable action) {
		get(() -> {
			action.run();
			return true;
		});
	}

	private <T> T get(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Says whether the queue was aborted.
	 * @return whether it was
	 */
	public boolean isAborted() {
		return get(() -> this.aborted);
	}

	/**
	 * Removes everything that is not done with, also what workers have taken.
	 * @return the elements by key, those of each key in their order
	 */
	public List<Portion<K, E>> remaining() {
		return get(() -> {
			List<Portion<K, E>> remaining = this.mailboxes.clear();
			this.pending = 0;
			this.taken = 0;
			signal();
			return remaining;
		});
	}

	/**
	 * Waits until nothing is pending, or until the queue is aborted.
	 * @param nanos how long at most, in nanoseconds
	 * @return whether nothing is pending
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public boolean awaitEmpty(long nanos) throws InterruptedException {
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

	/**
	 * Waits until nothing is pending, and closes the queue at that moment, or when the
	 * time is over or the thread is interrupted. Until then it takes elements.
	 * @param nanos how long to wait at most, in nanoseconds
	 * @return whether nothing is pending
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public boolean closeWhenEmpty(long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			return awaitEmpty(nanos);
		}
		finally {
			close();
			this.lock.unlock();
		}
	}

	/**
	 * Returns how many elements are not done with.
	 * @return the number of elements, also those that workers have taken
	 */
	public int pending() {
		return get(() -> this.pending);
	}

	/**
	 * Returns the least value of the pending elements, of each key the first alone.
	 * @param value tells the value of an element
	 * @return the value; empty if nothing is pending
	 */
	public OptionalLong leastOfFirst(ToLongFunction<E> value) {
		return get(() -> this.mailboxes.leastOfFirst(value));
	}

}
