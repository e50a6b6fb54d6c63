package io.daplug.stream.kcl;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Knows of one shard which records are under way, and so how far its checkpoint may go:
 * to the last record before the first one that is under way. Remembers only records that
 * are under way, of which there are never more than the capacity, however many others
 * come meanwhile.
 */
final class ShardTracker {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final int capacity;

	private final Clock clock;

	/**
	 * The records that are under way, in the order of the shard, each with the record
	 * before it.
	 */
	private final Map<BigInteger, Place> open = new LinkedHashMap<>();

	private Place last = Place.NONE;

	private Place covered = Place.NONE;

	/** When the first record came that no checkpoint covers. */
	private @Nullable Instant waitingSince;

	/** No checkpoint may pass what came last, since something after it was not taken. */
	private boolean blocked;

	private boolean ended;

	private boolean released;

	private boolean dropped;

	/**
	 * A place in the shard.
	 *
	 * @param sequence the sequence number of a record, as DynamoDB writes it
	 * @param count how many records came up to and with this one
	 */
	record Place(String sequence, long count) {

		static final Place NONE = new Place("-1", 0);

		BigInteger number() {
			return new BigInteger(this.sequence);
		}

	}

	/**
	 * What no checkpoint covers.
	 *
	 * @param count how many records
	 * @param since since when the checkpoint has not moved on although there are some: a
	 * shard that is slow is not stalled; null if there is none
	 */
	record Waiting(long count, @Nullable Instant since) {

	}

	ShardTracker(int capacity, Clock clock) {
		this.capacity = capacity;
		this.clock = clock;
	}

	/**
	 * Waits until more records can be under way.
	 * @return how many; 0 if none are taken any more
	 */
	int awaitRoom() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!this.ended && this.open.size() >= this.capacity) {
				this.changed.await();
			}
			return this.ended ? 0 : this.capacity - this.open.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begins with a record, which is under way until its receipt comes.
	 * @param sequence its sequence number
	 * @return whether it is taken: not if it came before, and so is under way or done
	 * with, and not after the end, when no checkpoint may pass it from then on
	 */
	boolean begin(String sequence) {
		this.lock.lock();
		try {
			BigInteger number = new BigInteger(sequence);
			if (number.compareTo(this.last.number()) <= 0) {
				return false;
			}
			if (this.ended) {
				this.blocked = true;
				return false;
			}
			this.open.put(number, this.last);
			this.last = new Place(sequence, this.last.count() + 1);
			if (this.waitingSince == null) {
				this.waitingSince = this.clock.instant();
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes the receipt of a record, under its sequence number in any form. */
	void receive(String sequence) {
		this.lock.lock();
		try {
			if (this.open.remove(new BigInteger(sequence)) != null) {
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Says that records were not taken: no checkpoint may pass them, now or later. */
	void block() {
		this.lock.lock();
		try {
			this.blocked = true;
			this.ended = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes no more records. What is under way may still come to its end. */
	void end() {
		this.lock.lock();
		try {
			this.ended = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes no more records, and lets nobody wait any longer. */
	void release() {
		this.lock.lock();
		try {
			this.ended = true;
			this.released = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forgets everything: somebody else reads the shard. */
	void drop() {
		this.lock.lock();
		try {
			this.dropped = true;
			this.ended = true;
			this.released = true;
			this.open.clear();
			this.waitingSince = null;
			this.covered = this.last;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns where the checkpoint may be set.
	 * @return the place; null if it is not beyond the checkpoint
	 */
	@Nullable Place reached() {
		this.lock.lock();
		try {
			Place reached = this.open.isEmpty() ? this.last : this.open.values().iterator().next();
			return (!this.dropped && reached.count() > this.covered.count()) ? reached : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Says that the checkpoint is set. */
	void checkpointed(Place place) {
		this.lock.lock();
		try {
			if (place.count() > this.covered.count()) {
				this.covered = place;
				this.waitingSince = (place.count() < this.last.count()) ? this.clock.instant() : null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until all records that were taken have their receipts, or this is released.
	 * @param nanos how long at most, in nanoseconds
	 * @return whether they have, and no record was left out
	 */
	boolean awaitAll(long nanos) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = nanos;
			while (!this.open.isEmpty() && !this.released && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return isDone();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until all records have their receipts, however long it takes, or this is
	 * released. If a record was left out, that is when this is released.
	 * @return whether they have, and no record was left out
	 */
	boolean awaitDone() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!isDone() && !this.released) {
				this.changed.await();
			}
			return isDone();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits until this is released. */
	void awaitRelease() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (!this.released) {
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isDone() {
		return this.open.isEmpty() && !this.blocked && !this.dropped;
	}

	Waiting waiting() {
		this.lock.lock();
		try {
			return new Waiting(this.last.count() - this.covered.count(), this.waitingSince);
		}
		finally {
			this.lock.unlock();
		}
	}

}
