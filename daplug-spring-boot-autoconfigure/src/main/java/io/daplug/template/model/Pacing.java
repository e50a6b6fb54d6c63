package io.daplug.template.model;

import io.daplug.capacity.CapacityPace;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How fast a call over many items goes.
 *
 * @param parallelism how many requests are under way at once
 * @param unitsPerSecond how many capacity units may be used in a second; null for no
 * limit
 */
public record Pacing(int parallelism, @Nullable Double unitsPerSecond) {

	/** Eight requests at once, and no limit. */
	static final Pacing DEFAULTS = new Pacing(8, null);

	/**
	 * Checks the numbers.
	 * @param parallelism how many requests are under way at once
	 * @param unitsPerSecond how many capacity units may be used in a second
	 * @throws IllegalArgumentException if one is not positive
	 */
	public Pacing {
		int requests = parallelism;
		Assert.isTrue(requests > 0, () -> "'parallelism' must be positive, not " + requests);
		CapacityPace.check(unitsPerSecond);
	}

	Pacing with(int parallelism) {
		return new Pacing(parallelism, this.unitsPerSecond);
	}

	Pacing with(double unitsPerSecond) {
		return new Pacing(this.parallelism, unitsPerSecond);
	}

}
