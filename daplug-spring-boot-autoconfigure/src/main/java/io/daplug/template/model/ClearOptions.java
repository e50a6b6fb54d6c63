package io.daplug.template.model;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.template.batch.ClearProgress;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which items one clear removes, and how. Callers write
 * {@code orders.clear((clear) -> clear.hashKey("c-7").filter(attribute("status").isEqualTo("DRAFT")))}.
 */
public final class ClearOptions extends AnnouncedOptions {

	private final SelectionOptions selection;

	private final @Nullable Condition condition;

	private final boolean guarded;

	private final Pacing pacing;

	private final @Nullable Consumer<ClearProgress> progress;

	private ClearOptions(Builder builder) {
		super(builder);
		Assert.state(message().deduplication() == null,
				"'deduplication' must not be set for a clear: all its messages but one would be dropped");
		this.selection = builder.selection();
		this.condition = builder.condition;
		this.guarded = builder.guarded;
		this.pacing = builder.pacing;
		this.progress = builder.progress;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 * @throws IllegalStateException if they select no items by {@code hashKey}, and do
	 * not say {@code everything} either
	 */
	public static ClearOptions of(Consumer<Builder> customizer) {
		return new ClearOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns what is selected.
	 * @return options of a query, or of a scan if everything is cleared
	 */
	public SelectionOptions selection() {
		return this.selection;
	}

	/**
	 * Returns what must be true of an item when it is removed, beside the filter.
	 * @return the condition; null if there is none
	 */
	public @Nullable Condition condition() {
		return this.condition;
	}

	/**
	 * Returns whether the table's idempotence key is honoured.
	 * @return false to remove whatever is stored
	 */
	public boolean guarded() {
		return this.guarded;
	}

	/**
	 * Returns who is told how far the call is.
	 * @return the consumer; null if nobody is
	 */
	public @Nullable Consumer<ClearProgress> progress() {
		return this.progress;
	}

	/**
	 * Returns the options of the delete of one item.
	 * @param condition what must be true of the item; null for nothing
	 * @return options that announce as these do
	 */
	public DeleteOptions deletes(@Nullable Condition condition) {
		return DeleteOptions.of((delete) -> {
			delete.copyAnnounced(this);
			if (condition != null) {
				delete.condition(condition);
			}
		});
	}

	/**
	 * Returns the options of the delete of items that go out together.
	 * @param customizer sets more
	 * @return options that announce as these do
	 */
	public BatchOptions batches(Consumer<BatchOptions.Builder> customizer) {
		return BatchOptions.of((batch) -> {
			batch.copyAnnounced(this);
			batch.guarded(this.guarded);
			customizer.accept(batch);
		});
	}

	/**
	 * Returns how fast the call goes.
	 * @return the pacing
	 */
	public Pacing pacing() {
		return this.pacing;
	}

	/**
	 * Collects which items one clear removes, and how.
	 */
	public static final class Builder extends AnnouncedOptions.Builder<Builder> implements PacedBuilder<Builder> {

		private static final String NEEDS_KEY = "A clear needs a 'hashKey', or 'everything' to go through the whole table or index; a filter or limit is no key";

		private boolean everything;

		private Object @Nullable [] hashKey;

		private RangeKeyCondition @Nullable [] rangeKey;

		private @Nullable String rangePrefix;

		private @Nullable String index;

		private @Nullable Condition filter;

		private @Nullable Integer limit;

		private int segments = 1;

		private @Nullable Condition condition;

		private boolean guarded = true;

		private Pacing pacing = Pacing.DEFAULTS;

		private @Nullable Consumer<ClearProgress> progress;

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

		/**
		 * Goes through the whole table, or through the whole index if one is named: the
		 * call scans it. A {@code filter} or {@code limit} then says which items are
		 * removed; without either, all of them.
		 * @return this builder
		 */
		public Builder everything() {
			this.everything = true;
			return this;
		}

		/**
		 * Removes the items with this hash key, of the table or of the index.
		 * @param hashKey the value, without prefix; several values as for
		 * {@link QueryOptions.Builder#hashKey(Object...) a query}
		 * @return this builder
		 */
		public Builder hashKey(Object... hashKey) {
			this.hashKey = hashKey;
			return this;
		}

		/**
		 * Removes only items whose range key meets a condition.
		 * @param rangeKey the condition; several as for
		 * {@link QueryOptions.Builder#rangeKey(RangeKeyCondition...) a query}
		 * @return this builder
		 */
		public Builder rangeKey(RangeKeyCondition... rangeKey) {
			this.rangeKey = rangeKey;
			return this;
		}

		/**
		 * Removes only items whose range key begins with a text, such as one kind of
		 * items among several that share their hash key.
		 * @param prefix the beginning, behind the prefix that the table puts before the
		 * range key
		 * @return this builder
		 */
		public Builder rangePrefix(String prefix) {
			this.rangePrefix = prefix;
			return this;
		}

		/**
		 * Finds the items by a secondary index. What the index holds of an item is
		 * demanded of the item when it is removed, as an index is some time behind its
		 * table.
		 * @param index name of one of the table's configured indexes
		 * @return this builder
		 */
		public Builder index(String index) {
			this.index = index;
			return this;
		}

		/**
		 * Removes only items that meet a condition, when they are found and when they are
		 * removed. An item that the filter leaves out costs as much to read as one that
		 * is removed.
		 * @param filter the condition, as the filter of a query or scan
		 * @return this builder
		 */
		public Builder filter(Condition filter) {
			Assert.state(this.filter == null, "'filter' is already set");
			this.filter = filter;
			return this;
		}

		/**
		 * Removes only items that meet a condition. See {@link #filter(Condition)}.
		 * @param expression a filter expression of DynamoDB
		 * @param values the values of its placeholders, like {@code :status}
		 * @return this builder
		 */
		public Builder filter(String expression, Map<String, ?> values) {
			return filter(Condition.parse(expression, values));
		}

		/**
		 * Removes only items that meet a condition. See {@link #filter(Condition)}.
		 * @param expression a filter expression of DynamoDB
		 * @param names the names of its aliases, like {@code #status}
		 * @param values the values of its placeholders, like {@code :status}
		 * @return this builder
		 */
		public Builder filter(String expression, Map<String, String> names, Map<String, ?> values) {
			return filter(Condition.parse(expression, names, values));
		}

		/**
		 * Removes only items that meet a further condition when they are removed. It is
		 * not a part of what is read, and so may name what a filter must not: keys of the
		 * table in a query, and attributes that the index does not hold.
		 * @param condition the condition
		 * @return this builder
		 */
		public Builder condition(Condition condition) {
			this.condition = condition;
			return this;
		}

		/**
		 * Removes so many items at most: the call ends when it has found that many.
		 * @param limit number of items
		 * @return this builder
		 */
		public Builder limit(int limit) {
			this.limit = limit;
			return this;
		}

		/**
		 * Divides the scan of everything into segments that are read in parallel. One is
		 * mostly enough: to remove items takes longer than to find them.
		 * @param segments number of segments, 1 by default
		 * @return this builder
		 */
		public Builder segments(int segments) {
			this.segments = segments;
			return this;
		}

		/**
		 * Whether to honour the table's idempotence key, which takes a read and a
		 * conditional delete for each item. An item that is written in between is read
		 * again. Makes no difference on a table without idempotence key.
		 * @param guarded false to remove whatever is stored
		 * @return this builder
		 */
		public Builder guarded(boolean guarded) {
			this.guarded = guarded;
			return this;
		}

		/**
		 * Sets who is told how far the call is: after every 25 items, and at the end. One
		 * thread at a time tells, of those that remove items, which waits meanwhile. If
		 * the consumer fails, the call ends as soon as what is under way is over, with an
		 * {@link io.daplug.template.batch.IncompleteClearException} whose cause is that
		 * failure.
		 * @param progress the consumer
		 * @return this builder
		 */
		public Builder onProgress(Consumer<ClearProgress> progress) {
			this.progress = progress;
			return this;
		}

		private SelectionOptions selection() {
			Object[] key = this.hashKey;
			if (key == null) {
				Assert.state(this.everything, NEEDS_KEY);
				Assert.state(this.rangeKey == null && this.rangePrefix == null,
						"'rangeKey' and 'rangePrefix' need a 'hashKey'; set 'filter' for range keys of all hash keys");
				return ScanOptions.of((scan) -> select(scan.segments(this.segments)));
			}
			Assert.state(!this.everything,
					"'everything' must not be set together with 'hashKey': the items of one key are not everything");
			Assert.state(this.segments == 1,
					"'segments' must not be set together with 'hashKey': only a scan has them");
			return QueryOptions.of((query) -> {
				select(query.hashKey(key));
				RangeKeyCondition[] range = this.rangeKey;
				if (range != null) {
					query.rangeKey(range);
				}
				String prefix = this.rangePrefix;
				if (prefix != null) {
					query.rangePrefix(prefix);
				}
			});
		}

		private <B extends SelectionOptions.Builder<B>> void select(B selection) {
			prefixes().forEach(selection::prefix);
			// What is to be removed is read to its end, whatever a read may cost.
			selection.maxUnits(Integer.MAX_VALUE);
			if (this.index != null) {
				selection.index(this.index);
			}
			else {
				selection.consistentRead(true);
			}
			if (this.filter != null) {
				selection.filter(this.filter);
			}
			if (this.limit != null) {
				selection.limit(this.limit);
			}
		}

	}

}
