package io.daplug.template.model;

import java.time.Duration;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * How the items of many keys are read. Callers write
 * {@code orders.batchGet(keys, (options) -> options.consistentRead(true))}.
 */
public final class BatchGetOptions extends ReadingOptions {

	/** Leaves everything to the table. */
	public static final BatchGetOptions DEFAULTS = new BatchGetOptions(new Builder());

	private final int parallelism;

	private final Duration deadline;

	private BatchGetOptions(Builder builder) {
		super(builder);
		this.parallelism = builder.parallelism;
		this.deadline = builder.deadline;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static BatchGetOptions of(Consumer<Builder> customizer) {
		return new BatchGetOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns how many requests are under way at once.
	 * @return the number of requests
	 */
	public int parallelism() {
		return this.parallelism;
	}

	/**
	 * Returns when the call ends.
	 * @return the time from the beginning of the call
	 */
	public Duration deadline() {
		return this.deadline;
	}

	/**
	 * Collects the options of one call.
	 */
	public static final class Builder extends ReadingOptions.Builder<Builder> {

		private int parallelism = 8;

		private Duration deadline = Duration.ofSeconds(30);

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Sets how many requests are sent at the same time, each by a thread of its own.
		 * @param parallelism number of requests, 8 by default
		 * @return this builder
		 */
		public Builder parallelism(int parallelism) {
			Assert.isTrue(parallelism > 0, () -> "'parallelism' must be positive, not " + parallelism);
			this.parallelism = parallelism;
			return this;
		}

		/**
		 * Sets when the call ends. Keys that DynamoDB leaves unprocessed or has no
		 * capacity for are asked for again until then, and no request lasts longer. Keys
		 * that are left come back as unprocessed. Zero asks for everything once, whatever
		 * time it takes.
		 * @param deadline the time from the beginning of the call, 30 seconds by default
		 * @return this builder
		 */
		public Builder deadline(Duration deadline) {
			Assert.notNull(deadline, "'deadline' must not be null");
			Assert.isTrue(!deadline.isNegative(), () -> "'deadline' must not be negative, not " + deadline);
			this.deadline = deadline;
			return this;
		}

	}

}
