package io.daplug.task;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a call ends that makes several requests. A deadline of no time at all has
 * everything sent once.
 */
public final class Deadline {

	private final boolean once;

	private final boolean never;

	private final long end;

	/** The deadline of the whole that this one is of a part of. */
	private final @Nullable Deadline outer;

	private volatile boolean expired;

	/**
	 * Begins to count the time.
	 * @param time how much there is; zero to send everything once, whatever time it takes
	 */
	public Deadline(Duration time) {
		this(time, null);
	}

	private Deadline(@Nullable Duration time, @Nullable Deadline outer) {
		this.outer = outer;
		this.never = time == null;
		this.once = time != null && time.isZero();
		// A deadline of centuries is as good as any that long.
		this.end = (time == null) ? 0 : System.nanoTime()
				+ Math.min(time.toSeconds(), Duration.ofDays(365).toSeconds()) * 1_000_000_000L + time.toNanosPart();
	}

	/**
	 * Returns a deadline of a call that lasts as long as it takes.
	 * @return the deadline, which is over when it {@linkplain #expire() expires}
	 */
	public static Deadline never() {
		return new Deadline(null, null);
	}

	/**
	 * Returns the deadline of a part of the call.
	 * @param time how much time the part has, if the call has that much left
	 * @return the deadline of the part
	 */
	public Deadline within(Duration time) {
		return this.once ? this : new Deadline(time, this);
	}

	/**
	 * Says whether nothing more may be sent.
	 * @return whether the call is to end
	 */
	public boolean isOver() {
		return this.expired || (!this.once && remainingNanos() == 0);
	}

	/**
	 * Returns how much time there is to try again.
	 * @return the nanoseconds that are left
	 */
	public long remainingNanos() {
		long left = this.expired ? 0 : this.never ? Long.MAX_VALUE : Math.max(0, this.end - System.nanoTime());
		return (this.outer != null) ? Math.min(left, this.outer.remainingNanos()) : left;
	}

	/**
	 * Returns how much time a request may take.
	 * @return the nanoseconds; the most there are if nothing limits it
	 */
	public long requestNanos() {
		return this.once ? Long.MAX_VALUE : remainingNanos();
	}

	/**
	 * Lets nothing more be sent.
	 */
	public void expire() {
		this.expired = true;
	}

}
