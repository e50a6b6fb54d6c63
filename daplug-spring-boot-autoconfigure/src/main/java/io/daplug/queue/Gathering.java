package io.daplug.queue;

import java.time.Duration;

/**
 * Whether a worker that takes elements waits for more of them: as long as another worker
 * is busy, until there are as many as it takes at most, and no longer than it is told.
 * For one take, by one worker.
 */
public final class Gathering {

	private final long nanos;

	private long end;

	private Gathering(long nanos) {
		this.nanos = nanos;
	}

	/**
	 * Takes what is there, and leaves other workers their share.
	 * @return for one take
	 */
	public static Gathering none() {
		return new Gathering(0);
	}

	/**
	 * Waits for more while others are busy, and takes all that is there then.
	 * @param longest how long at most
	 * @return for one take
	 */
	public static Gathering upTo(Duration longest) {
		return new Gathering(longest.toNanos());
	}

	/** How long to wait yet; counted from the first call. */
	long left() {
		if (this.nanos > 0 && this.end == 0) {
			this.end = System.nanoTime() + this.nanos;
		}
		return (this.nanos > 0) ? this.end - System.nanoTime() : 0;
	}

	/** How many of the keys that are ready one worker takes. */
	int keys(int ready, int workers) {
		return (this.nanos > 0) ? ready : Math.max(1, ready / workers);
	}

}
