package io.daplug.template.model;

import java.time.Duration;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchFailure;
import org.jspecify.annotations.Nullable;

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

	private final @Nullable Consumer<? super ItemKey> onMissing;

	private final @Nullable Consumer<? super BatchFailure<ItemKey>> onFailure;

	private BatchGetOptions(Builder builder) {
		super(builder);
		this.parallelism = builder.parallelism;
		this.deadline = builder.deadline;
		this.onMissing = builder.onMissing;
		this.onFailure = builder.onFailure;
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
	 * Returns what takes the keys without item.
	 * @return the consumer; null if there is none
	 */
	public @Nullable Consumer<? super ItemKey> onMissing() {
		return this.onMissing;
	}

	/**
	 * Returns what takes the keys that could not be read.
	 * @return the consumer; null if there is none
	 */
	public @Nullable Consumer<? super BatchFailure<ItemKey>> onFailure() {
		return this.onFailure;
	}

	/**
	 * Collects the options of one call.
	 */
	public static final class Builder extends ReadingOptions.Builder<Builder> {

		private int parallelism = 8;

		private Duration deadline = Duration.ofSeconds(30);

		private @Nullable Consumer<? super ItemKey> onMissing;

		private @Nullable Consumer<? super BatchFailure<ItemKey>> onFailure;

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
		 * time it takes. If keys come from a stream, each request has so much time.
		 * @param deadline the time from the beginning of the call, 30 seconds by default
		 * @return this builder
		 */
		public Builder deadline(Duration deadline) {
			Assert.notNull(deadline, "'deadline' must not be null");
			Assert.isTrue(!deadline.isNegative(), () -> "'deadline' must not be negative, not " + deadline);
			this.deadline = deadline;
			return this;
		}

		/**
		 * Hands over each key without item, or whose item readers do not see, in the
		 * order of the keys. It is called by whoever takes the items, and what it throws
		 * comes out there.
		 * @param consumer takes the keys
		 * @return this builder
		 */
		public Builder onMissing(Consumer<? super ItemKey> consumer) {
			Assert.notNull(consumer, "'onMissing' must not be null");
			this.onMissing = consumer;
			return this;
		}

		/**
		 * Hands over each key that could not be read, or whose item does not fit the
		 * type, in the order of the keys, as {@link #onMissing(Consumer)} does. Without
		 * it, reading from a stream of keys ends with the first of these failures, and
		 * reading a collection fails if no key of it could be read.
		 * @param consumer takes the keys, and why they failed
		 * @return this builder
		 */
		public Builder onFailure(Consumer<? super BatchFailure<ItemKey>> consumer) {
			Assert.notNull(consumer, "'onFailure' must not be null");
			this.onFailure = consumer;
			return this;
		}

	}

}
