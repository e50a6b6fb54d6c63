package io.daplug.template.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.table.WriteOnlyAttributes;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The options that queries and scans have in common.
 */
public abstract sealed class SelectionOptions extends CallOptions permits QueryOptions, ScanOptions {

	private final @Nullable String index;

	private final @Nullable Condition filter;

	private final List<AttributePath> projection;

	private final @Nullable WriteOnlyAttributes writeOnly;

	private final boolean consistentRead;

	private final @Nullable Integer limit;

	private final @Nullable ItemKey startAfter;

	private final @Nullable Map<String, ?> startAttributes;

	SelectionOptions(Builder<?> builder) {
		super(builder);
		this.index = builder.index;
		this.filter = builder.filter;
		this.projection = List.copyOf(builder.projection);
		this.writeOnly = builder.writeOnly;
		this.consistentRead = builder.consistentRead;
		this.limit = builder.limit;
		this.startAfter = builder.startAfter;
		this.startAttributes = builder.startAttributes;
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
	 * Returns whether the read sees attributes that the schema calls {@code writeOnly}.
	 * @return the rule; null for the table's
	 */
	public @Nullable WriteOnlyAttributes writeOnly() {
		return this.writeOnly;
	}

	/**
	 * Returns the attributes that are asked for.
	 * @return the paths; empty for whole items
	 */
	public List<AttributePath> projection() {
		return this.projection;
	}

	/**
	 * Says whether the read is strongly consistent.
	 * @return whether it is
	 */
	public boolean consistentRead() {
		return this.consistentRead;
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
	 * Collects the options that queries and scans have in common.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>> extends CallOptions.Builder<B>
			permits QueryOptions.Builder, ScanOptions.Builder {

		private @Nullable String index;

		private @Nullable Condition filter;

		private final List<AttributePath> projection = new ArrayList<>();

		private @Nullable WriteOnlyAttributes writeOnly;

		private boolean consistentRead;

		private @Nullable Integer limit;

		private @Nullable ItemKey startAfter;

		private @Nullable Map<String, ?> startAttributes;

		Builder() {
		}

		/** Takes over what the other options say. */
		final void copy(SelectionOptions other) {
			copyCall(other);
			this.index = other.index;
			this.filter = other.filter;
			this.projection.addAll(other.projection);
			this.writeOnly = other.writeOnly;
			this.consistentRead = other.consistentRead;
			this.limit = other.limit;
			this.startAfter = other.startAfter;
			this.startAttributes = other.startAttributes;
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
		 * Returns only these attributes. The read costs what whole items cost.
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
		 * Returns only these attributes. The read costs what whole items cost.
		 * @param paths the paths; their names may hold dots and brackets
		 * @return this builder
		 */
		public B project(AttributePath... paths) {
			this.projection.addAll(List.of(paths));
			return self();
		}

		/**
		 * Sets whether the read sees attributes that the schema calls {@code writeOnly},
		 * instead of the table's rule.
		 * @param writeOnly the rule
		 * @return this builder
		 */
		public B writeOnly(WriteOnlyAttributes writeOnly) {
			this.writeOnly = writeOnly;
			return self();
		}

		/**
		 * Sets whether the read sees all writes that DynamoDB accepted before it. Such a
		 * read costs twice as many read units. Global indexes do not offer it.
		 * @param consistentRead true for a strongly consistent read
		 * @return this builder
		 */
		public B consistentRead(boolean consistentRead) {
			this.consistentRead = consistentRead;
			return self();
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
			return self();
		}

	}

}
