package io.daplug.template.model;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.template.batch.DuplicateKeys;

import org.springframework.util.Assert;

/**
 * How one batch behaves. Callers write
 * {@code orders.batchInsert(list, (options) -> options.parallelism(8))}.
 */
public final class BatchOptions extends AnnouncedOptions {

	/** Leaves everything to the table. */
	public static final BatchOptions DEFAULTS = new BatchOptions(new Builder());

	private final Shaping shaping;

	private final boolean answersAsGiven;

	private final boolean guarded;

	private final DuplicateKeys duplicates;

	private final int parallelism;

	private final Duration deadline;

	private BatchOptions(Builder builder) {
		super(builder);
		Assert.state(message().deduplication() == null,
				"'deduplication' must not be set for a batch: all its messages but one would be dropped");
		this.shaping = builder.shaping.in(schema());
		this.answersAsGiven = builder.answersAsGiven;
		this.guarded = builder.guarded;
		this.duplicates = builder.duplicates;
		this.parallelism = builder.parallelism;
		this.deadline = builder.deadline;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static BatchOptions of(Consumer<Builder> customizer) {
		return new BatchOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns what this call says about holding its item against the schema.
	 * @return the shaping
	 */
	public Shaping shaping() {
		return this.shaping;
	}

	/**
	 * Returns whether the caller gets back what it gave.
	 * @return false for the item as it is stored
	 */
	public boolean answersAsGiven() {
		return this.answersAsGiven;
	}

	/**
	 * Returns whether the table's idempotence key is honoured.
	 * @return false to write whatever is stored
	 */
	public boolean guarded() {
		return this.guarded;
	}

	/**
	 * Returns what becomes of several entries with one key.
	 * @return the rule
	 */
	public DuplicateKeys duplicates() {
		return this.duplicates;
	}

	/**
	 * Returns how many requests are under way at once.
	 * @return the number of requests
	 */
	public int parallelism() {
		return this.parallelism;
	}

	/**
	 * Returns when the batch ends.
	 * @return the time from the beginning of the call
	 */
	public Duration deadline() {
		return this.deadline;
	}

	/**
	 * Collects the options of one batch.
	 */
	public static final class Builder extends AnnouncedOptions.Builder<Builder> implements ShapedBuilder<Builder> {

		private Shaping shaping = Shaping.DEFAULTS;

		private boolean answersAsGiven;

		private boolean guarded = true;

		private DuplicateKeys duplicates = DuplicateKeys.LAST_WINS;

		private int parallelism = 8;

		private Duration deadline = Duration.ofSeconds(30);

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		@Override
		public Builder shape(UnaryOperator<Shaping> change) {
			this.shaping = change.apply(this.shaping);
			return this;
		}

		/**
		 * Answers with the object that was given. By default the result holds each item
		 * as it is stored, which may differ by generated values, by defaults and by what
		 * the schema drops; such a record or class is read before it is written, and
		 * refused with an {@link io.daplug.item.ItemConversionException} if it cannot be
		 * read. Spares that reading where nobody looks at the answer. Makes no difference
		 * for maps and JSON trees.
		 * @return this builder
		 */
		public Builder answerAsGiven() {
			this.answersAsGiven = true;
			return this;
		}

		/**
		 * Whether to honour the table's idempotence key, which takes one conditional
		 * write for each item instead of one request for 25 items. It makes no difference
		 * on a table without idempotence key.
		 * @param guarded false to write whatever is stored
		 * @return this builder
		 */
		public Builder guarded(boolean guarded) {
			this.guarded = guarded;
			return this;
		}

		/**
		 * Sets what happens to several entries with the same key.
		 * @param duplicates the rule, {@link DuplicateKeys#LAST_WINS} by default
		 * @return this builder
		 */
		public Builder duplicates(DuplicateKeys duplicates) {
			this.duplicates = duplicates;
			return this;
		}

		/**
		 * Sets how many requests are sent at the same time.
		 * @param parallelism number of requests, 8 by default
		 * @return this builder
		 */
		public Builder parallelism(int parallelism) {
			Assert.isTrue(parallelism > 0, () -> "'parallelism' must be positive, not " + parallelism);
			this.parallelism = parallelism;
			return this;
		}

		/**
		 * Sets when the batch ends. Entries that DynamoDB leaves unprocessed or has no
		 * capacity for are sent again until then, and no request lasts longer. Entries
		 * that are left come back as unprocessed; those of a request that is under way
		 * may have been written, and come back as uncertain. Zero sends everything once,
		 * whatever time it takes.
		 * @param deadline the time from the beginning of the call, 30 seconds by default
		 * @return this builder
		 */
		public Builder deadline(Duration deadline) {
			Assert.isTrue(!deadline.isNegative(), () -> "'deadline' must not be negative, not " + deadline);
			this.deadline = deadline;
			return this;
		}

	}

}
