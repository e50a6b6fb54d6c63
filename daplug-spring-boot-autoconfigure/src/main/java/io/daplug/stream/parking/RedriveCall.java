package io.daplug.stream.parking;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.daplug.stream.parking.RedriveResult.Collector;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One call that redrives changes: what is under way for it, and what has become of it. An
 * interruption of its caller ends it: no more items are asked for, and those that are
 * under way are waited for no longer than the patience of the call. A turn that has not
 * come by then is given up: the listener may be paused, and it may never come. One that
 * has come ends after the change that is being handled.
 * <p>
 * Used by the calling thread, but for {@link #blocked} and the turns.
 */
final class RedriveCall {

	/** How many items wait for their turns at the same time. */
	private static final int MOST_ITEMS = 64;

	private final Thread caller = Thread.currentThread();

	private final Duration patience;

	private final Collector results = new Collector();

	private final Semaphore free = new Semaphore(MOST_ITEMS);

	/** The items whose changes were asked for, by the listener and the item. */
	private final Set<String> asked = new HashSet<>();

	/** The turns that have not ended. */
	private final Map<String, Turn> open = new ConcurrentHashMap<>();

	private boolean interrupted;

	/** Whether nobody waits any more. */
	private volatile boolean over;

	/** When the patience is over, after an interruption. */
	private long end;

	/** Whether a change was left untried because of an interruption. */
	private boolean left;

	RedriveCall(Duration patience) {
		this.patience = patience;
	}

	/**
	 * The turn of an item, or of one change of it.
	 */
	final class Turn {

		private final String item;

		/** Ids of changes of the item, as far as they were read. */
		private final Queue<String> ids = new ConcurrentLinkedQueue<>();

		/** Whether it has begun, or will not begin any more. */
		private final AtomicBoolean decided = new AtomicBoolean();

		private Turn(String item) {
			this.item = item;
		}

		/** Whether anything is to be done, now that the turn has come. */
		boolean begin() {
			return this.decided.compareAndSet(false, true);
		}

		void end() {
			RedriveCall.this.open.remove(this.item, this);
			RedriveCall.this.free.release();
		}

		private void giveUp() {
			this.decided.set(true);
			this.ids.forEach((id) -> RedriveCall.this.results.skippedUnlessTold(id, Reason.INTERRUPTED));
		}

	}

	Collector results() {
		return this.results;
	}

	/** Whether the caller was interrupted. Its flag is put back by {@link #result}. */
	boolean isInterrupted() {
		if (Thread.interrupted()) {
			interrupt();
		}
		return this.interrupted;
	}

	/** Whoever interrupts twice has no patience. */
	private void interrupt() {
		this.end = System.nanoTime() + (this.interrupted ? 0 : this.patience.toNanos());
		this.interrupted = true;
	}

	/** Why a thread that redrives must stop; null if it need not. */
	@Nullable Reason blocked() {
		boolean own = Thread.currentThread() == this.caller;
		if (this.over || (own && Thread.currentThread().isInterrupted())) {
			return Reason.INTERRUPTED;
		}
		return Thread.currentThread().isInterrupted() ? Reason.LISTENER_NOT_RUNNING : null;
	}

	/**
	 * Whether there is another entry. After an interruption, those that are left are read
	 * so that they can be told, as long as the patience lasts.
	 */
	boolean hasNext(EntryPages entries) {
		boolean before = isInterrupted();
		if (before && this.left && System.nanoTime() - this.end >= 0) {
			return false;
		}
		try {
			return entries.hasNext();
		}
		catch (RuntimeException ex) {
			if (isInterrupted() && !before) {
				return hasNext(entries); // what the interruption has cut off
			}
			if (before) {
				Thread.currentThread().interrupt();
			}
			throw ex;
		}
	}

	/**
	 * Asks for the changes of an item, when there is room.
	 * @param item names the listener and the item
	 * @param id id of a change of the item
	 * @return the turn to wait for; null if there is one already, or none is to be
	 */
	@Nullable Turn ask(String item, String id) {
		if (!this.interrupted && this.asked.add(item)) {
			try {
				this.free.acquire();
				Turn turn = new Turn(item);
				turn.ids.add(id);
				this.open.put(item, turn);
				return turn;
			}
			catch (InterruptedException ex) {
				this.asked.remove(item);
				interrupt();
			}
		}
		Turn underWay = this.open.get(item);
		if (underWay != null) {
			underWay.ids.add(id);
		}
		else if (!this.asked.contains(item)) {
			this.results.skipped(id, Reason.INTERRUPTED);
			this.left = true;
		}
		return null;
	}

	/** Waits for all turns, and returns what has become of the changes. */
	RedriveResult result() {
		try {
			if (!isInterrupted()) {
				this.free.acquire(MOST_ITEMS);
			}
		}
		catch (InterruptedException ex) {
			interrupt();
		}
		if (this.interrupted) {
			awaitUnderWay();
			this.over = true;
			this.open.values().forEach(Turn::giveUp);
			Thread.currentThread().interrupt();
		}
		return this.results.result();
	}

	private void awaitUnderWay() {
		try {
			this.free.tryAcquire(MOST_ITEMS, this.end - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			interrupt();
		}
	}

}
