package io.daplug.mirror;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a mirror's destination is compared with its source. Callers write
 * {@code mirrors.verify("archive", (verify) -> verify.repair(true))}.
 */
public final class VerifyOptions {

	/** Compares and repairs nothing. */
	public static final VerifyOptions DEFAULTS = new VerifyOptions(new Builder());

	private final int segments;

	private final @Nullable Integer itemsPerSecond;

	private final int samples;

	private final boolean repair;

	private final Recheck recheck;

	private VerifyOptions(Builder builder) {
		this.segments = builder.segments;
		this.itemsPerSecond = builder.itemsPerSecond;
		this.samples = builder.samples;
		this.repair = builder.repair;
		this.recheck = builder.recheck;
	}

	/**
	 * How differences are looked at again.
	 *
	 * @param times how often
	 * @param after how long to wait before
	 */
	public record Recheck(int times, Duration after) {

	}

	/**
	 * Builds options.
	 * @param customizer sets them
	 * @return the options
	 */
	public static VerifyOptions of(Consumer<Builder> customizer) {
		Assert.notNull(customizer, "'options' must not be null");
		Builder builder = new Builder();
		customizer.accept(builder);
		return new VerifyOptions(builder);
	}

	/**
	 * Returns into how many segments the tables are divided.
	 * @return the number of segments, which are read at the same time
	 */
	public int segments() {
		return this.segments;
	}

	/**
	 * Returns how many items are read in a second at most.
	 * @return the number of items; null for no limit
	 */
	public @Nullable Integer itemsPerSecond() {
		return this.itemsPerSecond;
	}

	/**
	 * Returns how many differences are named.
	 * @return the number of keys
	 */
	public int samples() {
		return this.samples;
	}

	/**
	 * Says whether differences are repaired.
	 * @return whether they are
	 */
	public boolean repair() {
		return this.repair;
	}

	/**
	 * Returns how differences are looked at again.
	 * @return how often, and after which time
	 */
	public Recheck recheck() {
		return this.recheck;
	}

	/**
	 * Collects how tables are compared.
	 */
	public static final class Builder {

		private static final int MAX_SEGMENTS = 64;

		private static final int MAX_SAMPLES = 10_000;

		private int segments = 4;

		private @Nullable Integer itemsPerSecond;

		private int samples = 20;

		private boolean repair;

		private Recheck recheck = new Recheck(3, Duration.ofSeconds(1));

		private Builder() {
		}

		/**
		 * Divides the tables into segments, each read by a thread of its own.
		 * @param segments 1 to 64; 4 by default
		 * @return this builder
		 */
		public Builder segments(int segments) {
			Assert.isTrue(segments > 0 && segments <= MAX_SEGMENTS,
					() -> "'segments' must be 1 to %d, not %d".formatted(MAX_SEGMENTS, segments));
			this.segments = segments;
			return this;
		}

		/**
		 * Limits how many items are read in a second, of both tables together. By default
		 * there is no limit.
		 * @param itemsPerSecond the number of items, 1 or more
		 * @return this builder
		 */
		public Builder itemsPerSecond(int itemsPerSecond) {
			Assert.isTrue(itemsPerSecond > 0,
					() -> "'itemsPerSecond' must be 1 or more, not %d".formatted(itemsPerSecond));
			this.itemsPerSecond = itemsPerSecond;
			return this;
		}

		/**
		 * Sets how many differences the report names, by their keys. All are counted.
		 * @param samples 0 to 10,000; 20 by default
		 * @return this builder
		 */
		public Builder samples(int samples) {
			Assert.isTrue(samples >= 0 && samples <= MAX_SAMPLES,
					() -> "'samples' must be 0 to %d, not %d".formatted(MAX_SAMPLES, samples));
			this.samples = samples;
			return this;
		}

		/**
		 * Whether to make the destination what it should be: write copies that are
		 * missing or different, and remove those that should not be there.
		 * @param repair false by default
		 * @return this builder
		 */
		public Builder repair(boolean repair) {
			this.repair = repair;
			return this;
		}

		/**
		 * Sets how differences are looked at again before they count: the mirror may not
		 * have got as far. By default three times, a second apart. A mirror that lags
		 * behind for longer needs more.
		 * @param times how often: 0 where nobody writes
		 * @param after how long to wait before
		 * @return this builder
		 */
		public Builder recheck(int times, Duration after) {
			Assert.isTrue(times >= 0, () -> "'times' must not be negative, but is " + times);
			Assert.isTrue(!after.isNegative(), () -> "'after' must not be negative, but is " + after);
			this.recheck = new Recheck(times, after);
			return this;
		}

	}

}
