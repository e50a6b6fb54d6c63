package io.daplug.mirror.scan;

import java.util.function.BooleanSupplier;

import io.daplug.capacity.CapacityPace;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many items several threads read in a second. What was read is paid for by
 * waiting before the next page.
 */
public final class Pace {

	private final @Nullable Integer itemsPerSecond;

	private final CapacityPace pace;

	/**
	 * Creates a pace.
	 * @param itemsPerSecond the limit; null for none
	 */
	public Pace(@Nullable Integer itemsPerSecond) {
		this.itemsPerSecond = itemsPerSecond;
		this.pace = CapacityPace.of((itemsPerSecond != null) ? itemsPerSecond.doubleValue() : null);
	}

	/** The most items that a page may have, so that no second has more than its share. */
	public int page(int wanted) {
		return (this.itemsPerSecond != null) ? Math.min(wanted, this.itemsPerSecond) : wanted;
	}

	/** Notes that items were read. */
	public void read(int items) {
		this.pace.used(items);
	}

	/**
	 * Waits until more may be read.
	 * @param stopped whether to wait no longer
	 */
	public void await(BooleanSupplier stopped) {
		this.pace.await(stopped);
	}

}
