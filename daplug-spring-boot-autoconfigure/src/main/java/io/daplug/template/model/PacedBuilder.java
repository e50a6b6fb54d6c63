package io.daplug.template.model;

import java.util.function.UnaryOperator;

/**
 * What a call over many items can say about how fast it goes.
 *
 * @param <B> the builder's own type
 */
public sealed interface PacedBuilder<B> permits BatchOptions.Builder, ClearOptions.Builder, RewriteOptions.Builder {

	/**
	 * Changes what has been said so far. The other methods say what there is to say.
	 * @param change makes what holds from now on of what held before
	 * @return this builder
	 */
	B pace(UnaryOperator<Pacing> change);

	/**
	 * Sets how many requests that write are under way at the same time. A rewrite reads
	 * as many segments at once at most.
	 * @param parallelism number of requests, 8 by default
	 * @return this builder
	 */
	default B parallelism(int parallelism) {
		return pace((pacing) -> pacing.with(parallelism));
	}

	/**
	 * Limits the capacity units that the call uses in a second, as DynamoDB tells them
	 * with each request: those of its writes, and of the reads that guards and unique
	 * attributes need. A clear reads keys as it needs them, beside the limit; a rewrite
	 * reads as many units in a second as it writes. By default nothing limits it.
	 * @param unitsPerSecond the number of units, which may be a fraction
	 * @return this builder
	 */
	default B unitsPerSecond(double unitsPerSecond) {
		return pace((pacing) -> pacing.with(unitsPerSecond));
	}

}
