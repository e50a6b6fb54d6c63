package io.daplug.template.model;

import java.time.Duration;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * How one transaction behaves. Callers write
 * {@code transactions.write((tx) -> …, (options) -> options.deadline(Duration.ofSeconds(2)))}.
 */
public final class TransactionOptions {

	/** What holds for a transaction that says nothing. */
	public static final TransactionOptions DEFAULTS = new TransactionOptions(new Builder());

	/** DynamoDB knows a transaction again for ten minutes. */
	private static final Duration LONGEST = Duration.ofMinutes(9);

	private final Duration deadline;

	private TransactionOptions(Builder builder) {
		this.deadline = builder.deadline;
	}

	/**
	 * Builds options, which any number of transactions can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static TransactionOptions of(Consumer<Builder> customizer) {
		return new TransactionOptions(CallOptions.customize(new Builder(), customizer));
	}

	/**
	 * Returns when the transaction ends.
	 * @return the time from the beginning of the call
	 */
	public Duration deadline() {
		return this.deadline;
	}

	/**
	 * Collects the options of one transaction.
	 */
	public static final class Builder {

		private Duration deadline = Duration.ofSeconds(10);

		private Builder() {
		}

		/**
		 * Sets until when a transaction is sent again that conflicts with another write,
		 * that DynamoDB has no capacity for, or whose answer was lost. No request lasts
		 * longer. Zero sends it once, whatever time it takes.
		 * @param deadline the time from the beginning of the call, 10 seconds by default
		 * and 9 minutes at most: DynamoDB knows a transaction again for ten minutes
		 * @return this builder
		 */
		public Builder deadline(Duration deadline) {
			Assert.isTrue(!deadline.isNegative() && deadline.compareTo(LONGEST) <= 0,
					() -> "'deadline' must be between 0 and %s, not %s".formatted(LONGEST, deadline));
			this.deadline = deadline;
			return this;
		}

	}

}
