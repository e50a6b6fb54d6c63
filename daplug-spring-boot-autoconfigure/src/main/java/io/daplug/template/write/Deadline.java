package io.daplug.template.write;

import java.time.Duration;

/**
 * When a batch ends. A deadline of no time at all has everything sent once.
 */
final class Deadline {

	private final boolean once;

	private final long end;

	private volatile boolean expired;

	Deadline(Duration time) {
		this.once = time.isZero();
		// A deadline of centuries is as good as any that long.
		this.end = System.nanoTime() + Math.min(time.toSeconds(), Duration.ofDays(365).toSeconds()) * 1_000_000_000L
				+ time.toNanosPart();
	}

	/** Whether nothing more may be sent. */
	boolean isOver() {
		return this.expired || (!this.once && remainingNanos() == 0);
	}

	/** How much time there is to try again. */
	long remainingNanos() {
		return this.expired ? 0 : Math.max(0, this.end - System.nanoTime());
	}

	/** How much time a request may take; the longest there is if nothing limits it. */
	long requestNanos() {
		return this.once ? Long.MAX_VALUE : remainingNanos();
	}

	void expire() {
		this.expired = true;
	}

}
