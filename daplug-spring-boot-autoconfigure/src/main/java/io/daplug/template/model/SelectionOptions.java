package io.daplug.template.model;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.capacity.CapacityPace;
import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The options that queries and scans have in common.
 */
public abstract sealed class SelectionOptions extends ReadingOptions permits QueryOptions, ScanOptions {

	private final @Nullable String index;

	private final @Nullable Condition filter;

	private final @Nullable Integer limit;

	private final @Nullable ItemKey startAfter;

	private final @Nullable Map<String, ?> startAttributes;

	private final @Nullable String startToken;

	private final @Nullable Integer maxUnits;

	private final @Nullable Double unitsPerSecond;

	SelectionOptions(Builder<?> builder) {
		super(builder);
		this.index = builder.index;
		this.filter = builder.filter;
		this.limit = builder.limit;
		this.startAfter = builder.startAfter;
		this.startAttributes = builder.startAttributes;
		this.startToken = builder.startToken;
		this.maxUnits = builder.maxUnits;
		this.unitsPerSecond = builder.unitsPerSecond;
	}

	/**
	 * Returns the index that is read.
	 * @return the index's name; null for the table itself
	 */
	public @Nullable String index() {
		return this.index;
	}

	/**
	 * Returns the condition that items must meet to be returned.
	 * @return the filter; null if there is none
	 */
	public @Nullable Condition filter() {
		return this.filter;
	}

	/**
	 * Returns how many items are read at most.
	 * @return the limit; null if there is none
	 */
	public @Nullable Integer limit() {
		return this.limit;
	}

	/**
	 * Returns the key of the item after which the read begins.
	 * @return the key; null if it begins elsewhere
	 */
	public @Nullable ItemKey startAfter() {
		return this.startAfter;
	}

	/**
	 * Returns the keys, of the table and of the index, after which the read begins.
	 * @return the keys by attribute; null if it begins elsewhere
	 */
	public @Nullable Map<String, ?> startAttributes() {
		return this.startAttributes;
	}

	/**
	 * Returns the page token with which the read goes on.
	 * @return the token; null if it begins elsewhere
	 */
	public @Nullable String startToken() {
		return this.startToken;
	}

	/**
	 * Returns how many capacity units the read may use.
	 * @return the number of units; null for what the table allows
	 */
	public @Nullable Integer maxUnits() {
		return this.maxUnits;
	}

	/**
	 * Returns how many capacity units the read uses in a second at most.
	 * @return the number of units; null for no limit
	 */
	public @Nullable Double unitsPerSecond() {
		return this.unitsPerSecond;
	}

	/**
	 * Collects the options that queries and scans have in common.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>> extends ReadingOptions.Builder<B>
			permits QueryOptions.Builder, ScanOptions.Builder {

		private @Nullable String index;

		private @Nullable Condition filter;

		private @Nullable Integer limit;

		private @Nullable ItemKey startAfter;

		private @Nullable Map<String, ?> startAttributes;

		private @Nullable String startToken;

		private @Nullable Integer maxUnits;

		private @Nullable Double unitsPerSecond;

		Builder() {
		}

		/** Takes over what the other options say. */
		final void copy(SelectionOptions other) {
			copyReading(other);
			this.index = other.index;
			this.filter = other.filter;
			this.limit = other.limit;
			this.startAfter = other.startAfter;
			this.startAttributes = other.startAttributes;
			this.startToken = other.startToken;
			this.maxUnits = other.maxUnits;
			this.unitsPerSecond = other.unitsPerSecond;
		}

		/** Asks for other items than the other options do. */
		final void begin(@Nullable Condition filter, @Nullable Map<String, ?> startAttributes) {
			this.filter = filter;
			this.startAttributes = startAttributes;
			this.startAfter = null;
		}

		/**
		 * Reads a secondary index.
		 * @param index name of one of the table's configured indexes
		 * @return this builder
		 */
		public B index(String index) {
			Assert.hasText(index, "'index' must not be empty");
			this.index = index;
			return self();
		}

		/**
		 * Returns only items that meet a condition. An item that the filter leaves out
		 * costs as much as one that is returned.
		 * @param filter the condition
		 * @return this builder
		 */
		public B filter(Condition filter) {
			Assert.state(this.filter == null, "'filter' is already set");
			this.filter = filter;
			return self();
		}

		/**
		 * Returns only items that meet a condition.
		 * @param expression a filter expression of DynamoDB
		 * @param values the values of its placeholders, like {@code :status}
		 * @return this builder
		 */
		public B filter(String expression, Map<String, ?> values) {
			return filter(Condition.parse(expression, values));
		}

		/**
		 * Returns only items that meet a condition.
		 * @param expression a filter expression of DynamoDB
		 * @param names the names of its aliases, like {@code #status}
		 * @param values the values of its placeholders, like {@code :status}
		 * @return this builder
		 */
		public B filter(String expression, Map<String, String> names, Map<String, ?> values) {
			return filter(Condition.parse(expression, names, values));
		}

		/**
		 * Limits how many items are returned. Items that a filter leaves out do not
		 * count. For a raw response it is DynamoDB's own {@code Limit}: how many items
		 * one request looks at.
		 * @param limit number of items
		 * @return this builder
		 */
		public B limit(int limit) {
			Assert.isTrue(limit > 0, () -> "'limit' must be positive, not " + limit);
			this.limit = limit;
			return self();
		}

		/**
		 * Begins after the item with this key, like DynamoDB's {@code ExclusiveStartKey}.
		 * For an index, use {@link #startAfter(Map)}.
		 * @param key the key of the last item that was seen
		 * @return this builder
		 */
		public B startAfter(ItemKey key) {
			Assert.notNull(key, "'key' to start after must not be null");
			this.startAfter = key;
			this.startAttributes = null;
			this.startToken = null;
			return self();
		}

		/**
		 * Begins after the item with these keys: those of the table and, for an index,
		 * all keys of the index too. The last evaluated key of a raw response is such a
		 * map.
		 * @param keys values by the names of the key attributes, without prefixes
		 * @return this builder
		 */
		public B startAfter(Map<String, ?> keys) {
			Assert.notEmpty(keys, "'keys' to start after must not be empty");
			this.startAttributes = new LinkedHashMap<>(keys);
			this.startAfter = null;
			this.startToken = null;
			return self();
		}

		/**
		 * Goes on where a page token says: that of a page, or of a
		 * {@link ReadBudgetExceededException}. It must be of the same query or scan, else
		 * the read fails with an {@link InvalidPageTokenException}.
		 * @param token the token
		 * @return this builder
		 */
		public B startAfter(String token) {
			Assert.hasText(token, "'token' to start after must not be empty");
			this.startToken = token;
			this.startAfter = null;
			this.startAttributes = null;
			return self();
		}

		/**
		 * Sets how many capacity units the call may use, over all its requests, instead
		 * of what the table allows. A call that has used as many, and is not at its end,
		 * fails with a {@link ReadBudgetExceededException}, which has the token to go on
		 * with. The last request may bring it beyond the limit, by little: requests look
		 * at fewer items when the limit is near. A single raw response has no limit.
		 * @param maxUnits number of units; {@link Integer#MAX_VALUE} for no limit
		 * @return this builder
		 */
		public B maxUnits(int maxUnits) {
			Assert.isTrue(maxUnits > 0, () -> "'maxUnits' must be positive, not " + maxUnits);
			this.maxUnits = maxUnits;
			return self();
		}

		/**
		 * Reads no more than so many capacity units in a second, by waiting before the
		 * next request; segments of a scan share them. For reads that may take long, and
		 * must leave capacity to others. A single raw response is refused with it.
		 * @param unitsPerSecond number of units, also less than one
		 * @return this builder
		 */
		public B unitsPerSecond(double unitsPerSecond) {
			CapacityPace.check(unitsPerSecond);
			this.unitsPerSecond = unitsPerSecond;
			return self();
		}

	}

}
