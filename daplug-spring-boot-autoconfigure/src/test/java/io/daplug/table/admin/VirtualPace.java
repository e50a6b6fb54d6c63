package io.daplug.table.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Time that passes in pauses only, and at once.
 */
final class VirtualPace implements Pace {

	private final List<Duration> pauses = new ArrayList<>();

	private long nanos;

	/** After how many pauses the thread is interrupted; none if negative. */
	private int interruptedAfter = -1;

	VirtualPace interruptedAfter(int pauses) {
		this.interruptedAfter = pauses;
		return this;
	}

	@Override
	public long nanoTime() {
		return this.nanos;
	}

	@Override
	public void pause(Duration pause) throws InterruptedException {
		if (this.pauses.size() == this.interruptedAfter) {
			throw new InterruptedException();
		}
		this.pauses.add(pause);
		this.nanos += pause.toNanos();
	}

	List<Duration> pauses() {
		return this.pauses;
	}

}
