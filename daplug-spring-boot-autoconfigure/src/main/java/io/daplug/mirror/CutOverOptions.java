package io.daplug.mirror;

import java.time.Duration;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * How two tables change places. Callers write
 * {@code mirrors.cutOver("orders-v2", (cutOver) -> cutOver.limit(Duration.ofMinutes(5)))}.
 */
public final class CutOverOptions {

	/** Gives up after a minute, and reads with four segments. */
	public static final CutOverOptions DEFAULTS = new CutOverOptions(new Builder());

	private final Duration limit;

	private final int segments;

	private CutOverOptions(Builder builder) {
		this.limit = builder.limit;
		this.segments = builder.segments;
	}

	/**
	 * Builds options.
	 * @param customizer sets them
	 * @return the options
	 */
	public static CutOverOptions of(Consumer<Builder> customizer) {
		Assert.notNull(customizer, "'options' must not be null");
		Builder builder = new Builder();
		customizer.accept(builder);
		return new CutOverOptions(builder);
	}

	/**
	 * Returns for how long neither table may be written.
	 * @return the time after which all stays as it was
	 */
	public Duration limit() {
		return this.limit;
	}

	/**
	 * Returns into how many segments the tables are divided when they are compared.
	 * @return the number of segments
	 */
	public int segments() {
		return this.segments;
	}

	/**
	 * Collects how two tables change places.
	 */
	public static final class Builder {

		private Duration limit = Duration.ofMinutes(1);

		private int segments = 4;

		private Builder() {
		}

		/**
		 * Sets for how long neither table may be written. After that the cut over is
		 * given up, and writers go on with the table that they wrote before. Both tables
		 * are compared in that time.
		 * @param limit the time, a minute by default
		 * @return this builder
		 */
		public Builder limit(Duration limit) {
			Assert.isTrue(!limit.isNegative() && !limit.isZero(), () -> "'limit' must be positive, but is " + limit);
			this.limit = limit;
			return this;
		}

		/**
		 * Divides the tables into segments when they are compared, each read by a thread
		 * of its own.
		 * @param segments 1 to 64; 4 by default
		 * @return this builder
		 */
		public Builder segments(int segments) {
			this.segments = VerifyOptions.of((options) -> options.segments(segments)).segments();
			return this;
		}

	}

}
