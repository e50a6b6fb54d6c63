package io.daplug.template.write;

import java.time.Duration;

/**
 * Until when a batch tries again.
 */
final class Deadline {

	private final long end;

	private volatile boolean expired;

	Deadline(Duration time) {
		// A deadline of centuries is as good as any that long.
		this.end = System.nanoTime() + Math.min(time.toSeconds(), Duration.ofDays(365).toSeconds()) * 1_000_000_000L
				+ time.toNanosPart();
	}

	long remainingNanos() {
		return this.expired ? 0 : Math.max(0, this.end - System.nanoTime());
	}

	/** Whether somebody asked to end before the time. */
	boolean expired() {
		return this.expired;
	}

	void expire() {
		this.expired = true;
	}

}
