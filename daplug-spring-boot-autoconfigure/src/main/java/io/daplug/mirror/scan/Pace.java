package io.daplug.mirror.scan;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Limits how many items several threads read in a second. What was read is paid for by
 * waiting before the next page.
 */
public final class Pace {

	private static final double NANOS = 1_000_000_000;

	/** How soon a pause notices that it is to end. */
	private static final long STEP_NANOS = 20_000_000;

	private final @Nullable Integer itemsPerSecond;

	private final LongSupplier nanoTime;

	/** When what was read so far is paid for. */
	private long paid;

	/**
	 * Creates a pace.
	 * @param itemsPerSecond the limit; null for none
	 */
	public Pace(@Nullable Integer itemsPerSecond) {
		this(itemsPerSecond, System::nanoTime);
	}

	Pace(@Nullable Integer itemsPerSecond, LongSupplier nanoTime) {
		this.itemsPerSecond = itemsPerSecond;
		this.nanoTime = nanoTime;
		this.paid = nanoTime.getAsLong();
	}

	/** The most items that a page may have, so that no second has more than its share. */
	public int page(int wanted) {
		return (this.itemsPerSecond != null) ? Math.min(wanted, this.itemsPerSecond) : wanted;
	}

	/** Notes that items were read. */
	public synchronized void read(int items) {
		if (this.itemsPerSecond != null) {
			this.paid = Math.max(this.paid, this.nanoTime.getAsLong()) + (long) (items * NANOS / this.itemsPerSecond);
		}
	}

	/** How long to wait before more may be read. */
	synchronized long remainingNanos() {
		return (this.itemsPerSecond != null) ? Math.max(0, this.paid - this.nanoTime.getAsLong()) : 0;
	}

	/**
	 * Waits until more may be read.
	 * @param stopped whether to wait no longer
	 */
	public void await(BooleanSupplier stopped) {
		for (long left = remainingNanos(); left > 0 && !stopped.getAsBoolean(); left = remainingNanos()) {
			LockSupport.parkNanos(this, Math.min(left, STEP_NANOS));
			if (Thread.currentThread().isInterrupted()) {
				return;
			}
		}
	}

}
