package io.daplug.template.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What queries and scans have in common.
 */
public abstract class Selection extends CallOptions {

	private final @Nullable String index;

	private final @Nullable Condition filter;

	private final List<AttributePath> projection;

	private final boolean consistentRead;

	private final @Nullable Integer limit;

	private final @Nullable ItemKey startAfter;

	private final @Nullable Map<String, ?> startAttributes;

	private final boolean countOnly;

	Selection(Builder<?> builder) {
		super(builder);
		this.index = builder.index;
		this.filter = builder.filter;
		this.projection = List.copyOf(builder.projection);
		this.consistentRead = builder.consistentRead;
		this.limit = builder.limit;
		this.startAfter = builder.startAfter;
		this.startAttributes = builder.startAttributes;
		this.countOnly = builder.countOnly;
	}

	public @Nullable String index() {
		return this.index;
	}

	public @Nullable Condition filter() {
		return this.filter;
	}

	public List<AttributePath> projection() {
		return this.projection;
	}

	public boolean consistentRead() {
		return this.consistentRead;
	}

	public @Nullable Integer limit() {
		return this.limit;
	}

	public @Nullable ItemKey startAfter() {
		return this.startAfter;
	}

	public @Nullable Map<String, ?> startAttributes() {
		return this.startAttributes;
	}

	public boolean countOnly() {
		return this.countOnly;
	}

	/**
	 * Collects what queries and scans have in common.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>> extends CallOptions.Builder<B>
			permits QueryOptions.Builder, ScanOptions.Builder {

		private @Nullable String index;

		private @Nullable Condition filter;

		private final List<AttributePath> projection = new ArrayList<>();

		private boolean consistentRead;

		private @Nullable Integer limit;

		private @Nullable ItemKey startAfter;

		private @Nullable Map<String, ?> startAttributes;

		private boolean countOnly;

		Builder() {
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
		 * Returns only items of which this is true. Items that are filtered out cost what
		 * all others cost.
		 * @param filter the condition
		 * @return this builder
		 */
		public B filter(Condition filter) {
			Assert.state(this.filter == null, "'filter' is already set");
			this.filter = filter;
			return self();
		}

		/**
		 * Returns only items of which this is true.
		 * @param expression a filter expression of DynamoDB
		 * @param values the values of its placeholders, like {@code :status}
		 * @return this builder
		 */
		public B filter(String expression, Map<String, ?> values) {
			return filter(Condition.parse(expression, values));
		}

		/**
		 * Returns only items of which this is true.
		 * @param expression a filter expression of DynamoDB
		 * @param names the names of its aliases, like {@code #status}
		 * @param values the values of its placeholders, like {@code :status}
		 * @return this builder
		 */
		public B filter(String expression, Map<String, String> names, Map<String, ?> values) {
			return filter(Condition.parse(expression, names, values));
		}

		/**
		 * Returns only these attributes. It costs what the whole items cost.
		 * @param paths document paths like {@code trace.frames[1]}
		 * @return this builder
		 */
		public B project(String... paths) {
			for (String path : paths) {
				this.projection.add(AttributePath.parse(path));
			}
			return self();
		}

		/**
		 * Returns only these attributes.
		 * @param paths the paths, with names that hold dots or brackets of their own
		 * @return this builder
		 */
		public B project(AttributePath... paths) {
			this.projection.addAll(List.of(paths));
			return self();
		}

		/**
		 * Whether to see all writes that were accepted before, at twice the read units.
		 * Global indexes do not have it.
		 * @param consistentRead true for a strongly consistent read
		 * @return this builder
		 */
		public B consistentRead(boolean consistentRead) {
			this.consistentRead = consistentRead;
			return self();
		}

		/**
		 * Returns at most so many items. Items that are filtered out do not count, except
		 * for the raw responses, where it is DynamoDB's own {@code Limit}: how many items
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
		 * Begins after the item with this key, as {@code ExclusiveStartKey} does. For an
		 * index, use {@link #startAfter(Map)}.
		 * @param key the key of the last item that was seen
		 * @return this builder
		 */
		public B startAfter(ItemKey key) {
			Assert.notNull(key, "'key' to start after must not be null");
			this.startAfter = key;
			this.startAttributes = null;
			return self();
		}

		/**
		 * Begins after the item with these keys: those of the table and, for an index, of
		 * the index too. The last evaluated key of a raw response is such a map.
		 * @param keys values by the names of the key attributes, without prefixes
		 * @return this builder
		 */
		public B startAfter(Map<String, ?> keys) {
			Assert.notEmpty(keys, "'keys' to start after must not be empty");
			this.startAttributes = new LinkedHashMap<>(keys);
			this.startAfter = null;
			return self();
		}

		/**
		 * Counts only. For the raw responses.
		 * @return this builder
		 */
		public B countOnly() {
			this.countOnly = true;
			return self();
		}

	}

}
