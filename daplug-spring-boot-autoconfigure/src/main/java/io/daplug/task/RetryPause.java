package io.daplug.task;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses between the attempts of one part of a call: a random time up to a bound that
 * doubles (full jitter, as AWS recommends), within the deadline.
 */
public final class RetryPause {

	private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(25), Duration.ofSeconds(5), 2, 1);

	/** How soon a pause notices that it is to end. */
	private static final long STEP_NANOS = 50_000_000;

	private final Deadline deadline;

	private int attempts;

	/**
	 * Begins with the shortest pauses.
	 * @param deadline when the call ends
	 */
	public RetryPause(Deadline deadline) {
		this.deadline = deadline;
	}

	/**
	 * Pauses. Ends early if the thread is interrupted.
	 * @return whether there is time for another attempt
	 */
	public boolean pause() {
		this.attempts++;
		long nanos = BACKOFF.delay(this.attempts).toNanos();
		long end = System.nanoTime() + Math.min(nanos, this.deadline.remainingNanos());
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(this, Math.min(left, STEP_NANOS));
			if (Thread.currentThread().isInterrupted() || this.deadline.remainingNanos() == 0) {
				return false;
			}
		}
		return this.deadline.remainingNanos() > 0 && !Thread.currentThread().isInterrupted();
	}

}
