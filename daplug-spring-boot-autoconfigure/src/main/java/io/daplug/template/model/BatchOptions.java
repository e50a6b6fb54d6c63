package io.daplug.template.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.template.batch.BatchCallbacks;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchProgress;
import io.daplug.template.batch.DuplicateKeys;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How one batch behaves. Callers write
 * {@code orders.batchInsert(list, (options) -> options.parallelism(8))}.
 */
public final class BatchOptions extends AnnouncedOptions {

	/** Leaves everything to the table. */
	public static final BatchOptions DEFAULTS = new BatchOptions(new Builder());

	private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

	private final Shaping shaping;

	private final boolean answersAsGiven;

	private final boolean guarded;

	private final Set<String> setIfAbsent;

	private final KnownImages images;

	private final @Nullable DuplicateKeys duplicates;

	private final Pacing pacing;

	private final @Nullable Duration deadline;

	private final BatchCallbacks callbacks;

	private BatchOptions(Builder builder) {
		super(builder);
		Assert.state(message().deduplication() == null,
				"'deduplication' must not be set for a batch: all its messages but one would be dropped");
		this.shaping = builder.shaping.in(schema());
		this.answersAsGiven = builder.answersAsGiven;
		this.guarded = builder.guarded;
		this.setIfAbsent = Set.copyOf(builder.setIfAbsent);
		this.images = builder.images;
		this.duplicates = builder.duplicates;
		this.pacing = builder.pacing;
		this.deadline = builder.deadline;
		this.callbacks = builder.callbacks;
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
	 * Returns the attributes that a stored item keeps when it is upserted.
	 * @return the names of top-level attributes
	 */
	public Set<String> setIfAbsent() {
		return this.setIfAbsent;
	}

	/**
	 * Returns what the announcement of an upsert is to know of the item.
	 * @return which images
	 */
	public KnownImages images() {
		return this.images;
	}

	/**
	 * Returns what becomes of several entries with one key.
	 * @param fallback what does if the call does not say
	 * @return the rule
	 */
	public DuplicateKeys duplicates(DuplicateKeys fallback) {
		return (this.duplicates != null) ? this.duplicates : fallback;
	}

	/**
	 * Returns when the batch of a collection ends.
	 * @return the time from the beginning of the call
	 */
	public Duration deadline() {
		return (this.deadline != null) ? this.deadline : DEFAULT_DEADLINE;
	}

	/**
	 * Returns whether the call itself says when it ends.
	 * @return false if the batch of a stream lasts as long as the stream
	 */
	public boolean limited() {
		return this.deadline != null;
	}

	/**
	 * Returns what the caller is told while the batch is under way.
	 * @return the callbacks
	 */
	public BatchCallbacks callbacks() {
		return this.callbacks;
	}

	/**
	 * Returns how fast the call goes.
	 * @return the pacing
	 */
	public Pacing pacing() {
		return this.pacing;
	}

	/**
	 * Collects the options of one batch.
	 */
	public static final class Builder extends AnnouncedOptions.Builder<Builder>
			implements PacedBuilder<Builder>, ShapedBuilder<Builder> {

		private Shaping shaping = Shaping.DEFAULTS;

		private boolean answersAsGiven;

		private boolean guarded = true;

		private final Set<String> setIfAbsent = new LinkedHashSet<>();

		private KnownImages images = KnownImages.BOTH;

		private @Nullable DuplicateKeys duplicates;

		private Pacing pacing = Pacing.DEFAULTS;

		private @Nullable Duration deadline;

		private BatchCallbacks callbacks = BatchCallbacks.NONE;

		private Builder() {
		}

		@Override
		public Builder pace(UnaryOperator<Pacing> change) {
			this.pacing = change.apply(this.pacing);
			return this;
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
		 * Upserts these attributes only where the stored item has none of that name. Only
		 * a batch of upserts takes it. A stored NULL is a value.
		 * @param attributes the names of top-level attributes
		 * @return this builder
		 */
		public Builder setIfAbsent(String... attributes) {
			for (String attribute : attributes) {
				Assert.hasText(attribute, "'attribute' to set if absent must not be empty");
			}
			this.setIfAbsent.addAll(List.of(attributes));
			return this;
		}

		/**
		 * Sets what the announcement of an upsert is to know of the item. Only a batch of
		 * upserts takes it.
		 * @param images which images, {@link KnownImages#BOTH} by default
		 * @return this builder
		 */
		public Builder images(KnownImages images) {
			Assert.notNull(images, "'images' must not be null");
			this.images = images;
			return this;
		}

		/**
		 * Sets what happens to several entries with the same key.
		 * @param duplicates the rule; by default {@link DuplicateKeys#IN_ORDER} for
		 * upserts, and {@link DuplicateKeys#LAST_WINS} for all others. A batch of a
		 * stream does not take {@link DuplicateKeys#REFUSE}: it knows only some of its
		 * keys at a time
		 * @return this builder
		 */
		public Builder duplicates(DuplicateKeys duplicates) {
			Assert.notNull(duplicates, "'duplicates' must not be null");
			this.duplicates = duplicates;
			return this;
		}

		/**
		 * Sets when the batch ends. Entries that DynamoDB leaves unprocessed or has no
		 * capacity for are sent again until then, and no request lasts longer. Entries
		 * that are left come back as unprocessed; those of a request that is under way
		 * may have been written, and come back as uncertain. Zero sends everything once,
		 * whatever time it takes.
		 * <p>
		 * By default, a batch of a collection ends 30 seconds after its beginning. A
		 * batch of a stream lasts as long as the stream: each entry of it is sent again
		 * for 30 seconds.
		 * @param deadline the time from the beginning of the call
		 * @return this builder
		 */
		public Builder deadline(Duration deadline) {
			Assert.isTrue(!deadline.isNegative(), () -> "'deadline' must not be negative, not " + deadline);
			this.deadline = deadline;
			return this;
		}

		/**
		 * Hands over each entry that was refused, or of which nobody knows whether it was
		 * written: then the cause is an {@link UncertainWriteException}. It is called on
		 * the thread of the call, one entry at a time. What it throws ends the batch with
		 * a {@link io.daplug.template.batch.BatchStoppedException}.
		 * @param consumer takes the entries, as they were given, and why they failed
		 * @return this builder
		 */
		public Builder onFailure(Consumer<? super BatchFailure<?>> consumer) {
			Assert.notNull(consumer, "'onFailure' must not be null");
			this.callbacks = this.callbacks.withFailures(consumer);
			return this;
		}

		/**
		 * Hands over each entry that was taken and not carried out before the batch
		 * ended. Later entries of its key are handed over too, behind it, and not
		 * written: all can be sent again in this order. It is called, and may fail, as
		 * {@link #onFailure(Consumer)}.
		 * @param consumer takes the entries, as they were given
		 * @return this builder
		 */
		public Builder onUnprocessed(Consumer<Object> consumer) {
			Assert.notNull(consumer, "'onUnprocessed' must not be null");
			this.callbacks = this.callbacks.withUnprocessed(consumer);
			return this;
		}

		/**
		 * Tells how far the batch has come, once a second at most, and at its end. It is
		 * called, and may fail, as {@link #onFailure(Consumer)}.
		 * @param consumer is told
		 * @return this builder
		 */
		public Builder onProgress(Consumer<? super BatchProgress> consumer) {
			return onProgress(BatchCallbacks.NONE.interval(), consumer);
		}

		/**
		 * Tells how far the batch has come, and at its end. It is called, and may fail,
		 * as {@link #onFailure(Consumer)}.
		 * @param interval the shortest time between two calls; zero to be told after each
		 * request
		 * @param consumer is told
		 * @return this builder
		 */
		public Builder onProgress(Duration interval, Consumer<? super BatchProgress> consumer) {
			Assert.isTrue(!interval.isNegative(), () -> "'interval' must not be negative, not " + interval);
			Assert.notNull(consumer, "'onProgress' must not be null");
			this.callbacks = this.callbacks.withProgress(interval, consumer);
			return this;
		}

	}

}
