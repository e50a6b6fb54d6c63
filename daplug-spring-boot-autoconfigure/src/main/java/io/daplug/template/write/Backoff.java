package io.daplug.template.write;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between attempts: a random time up to a bound that doubles (full jitter, as AWS
 * recommends), within the deadline.
 */
final class Backoff {

	private static final long FIRST_NANOS = 25_000_000;

	private static final long MOST_NANOS = 5_000_000_000L;

	/** How soon a pause notices that it is to end. */
	private static final long STEP_NANOS = 50_000_000;

	private final Deadline deadline;

	private long bound = FIRST_NANOS;

	Backoff(Deadline deadline) {
		this.deadline = deadline;
	}

	/** Pauses; answers whether there is time for another attempt. */
	boolean pause() {
		long nanos = ThreadLocalRandom.current().nextLong(this.bound + 1);
		this.bound = Math.min(this.bound * 2, MOST_NANOS);
		long end = System.nanoTime() + Math.min(nanos, this.deadline.remainingNanos());
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(this, Math.min(left, STEP_NANOS));
			if (Thread.currentThread().isInterrupted() || this.deadline.remainingNanos() == 0) {
				return false;
			}
		}
		return this.deadline.remainingNanos() > 0;
	}

}
