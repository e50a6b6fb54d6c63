package io.daplug.template.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a query asks for. Callers write
 * {@code orders.query((query) -> query.index("by-customer").hashKey("c-7").descending())}.
 */
public final class QueryOptions extends SelectionOptions {

	private final List<Object> hashKey;

	private final List<RangeKeyCondition> rangeKey;

	private final @Nullable Condition keyCondition;

	private final boolean descending;

	private QueryOptions(Builder builder) {
		super(builder);
		Assert.state(builder.keyCondition == null || (builder.hashKey.isEmpty() && builder.rangeKey.isEmpty()),
				"'keyCondition' must not be set together with 'hashKey' or 'rangeKey': it is the whole condition");
		Assert.state(builder.rangeKey.isEmpty() || !builder.hashKey.isEmpty(), "'rangeKey' needs a 'hashKey'");
		Assert.state(builder.rangePrefix == null || (builder.rangeKey.isEmpty() && builder.keyCondition == null),
				"'rangePrefix' must not be set together with 'rangeKey' or 'keyCondition': a range key has one condition");
		Assert.state(builder.rangePrefix == null || !builder.hashKey.isEmpty(), "'rangePrefix' needs a 'hashKey'");
		this.hashKey = builder.hashKey;
		this.rangeKey = (builder.rangePrefix != null) ? List.of(RangeKeyCondition.beginsWith(builder.rangePrefix))
				: builder.rangeKey;
		this.keyCondition = builder.keyCondition;
		this.descending = builder.descending;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static QueryOptions of(Consumer<Builder> customizer) {
		return new QueryOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns the values of the hash keys.
	 * @return the values, in the order of the table's or index's hash keys; empty if none
	 * are set
	 */
	public List<Object> hashKey() {
		return this.hashKey;
	}

	/**
	 * Returns the conditions on the range keys.
	 * @return the conditions, in the order of the table's or index's range keys; empty if
	 * none are set
	 */
	public List<RangeKeyCondition> rangeKey() {
		return this.rangeKey;
	}

	/**
	 * Returns the whole key condition, where it is set as such.
	 * @return the condition; null if it is not set
	 */
	public @Nullable Condition keyCondition() {
		return this.keyCondition;
	}

	/**
	 * Says whether the items come in falling order of their range keys.
	 * @return whether they do
	 */
	public boolean descending() {
		return this.descending;
	}

	/**
	 * Says whether a hash key is given.
	 * @return whether there is a value of a hash key or a key condition
	 */
	public boolean hasKey() {
		return this.keyCondition != null || !this.hashKey.isEmpty();
	}

	/**
	 * Returns options that ask in other words, all else alike.
	 * @param keyCondition the whole key condition
	 * @param filter the condition that items must meet; null for none
	 * @param startAttributes the keys after which the query begins; null for its
	 * beginning
	 * @return options of a query
	 */
	public QueryOptions with(Condition keyCondition, @Nullable Condition filter,
			@Nullable Map<String, ?> startAttributes) {
		return of((query) -> {
			query.copy(this);
			query.begin(filter, startAttributes);
			query.keyCondition = keyCondition;
			query.descending = this.descending;
		});
	}

	/**
	 * Collects what a query asks for.
	 */
	public static final class Builder extends SelectionOptions.Builder<Builder> {

		private List<Object> hashKey = List.of();

		private List<RangeKeyCondition> rangeKey = List.of();

		private @Nullable String rangePrefix;

		private @Nullable Condition keyCondition;

		private boolean descending;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Asks for the items with this hash key, of the table or of the index.
		 * @param hashKey the value, without prefix; one for each hash key, in their
		 * order, if the index has several; where hash keys are composed of other
		 * attributes, one for each of these
		 * @return this builder
		 */
		public Builder hashKey(Object... hashKey) {
			Assert.notNull(hashKey, "'hashKey' must not be null");
			Assert.notEmpty(hashKey, "'hashKey' must have a value");
			Assert.noNullElements(hashKey, "'hashKey' must not be null");
			this.hashKey = List.copyOf(Arrays.asList(hashKey));
			return this;
		}

		/**
		 * Asks for the items whose range key meets a condition.
		 * @param rangeKey the condition; if the index has several range keys, one for
		 * each of the first of them, in their order, where all but the last must be
		 * {@link RangeKeyCondition#equalTo(Object) equalTo}; likewise for the attributes
		 * that range keys are composed of
		 * @return this builder
		 */
		public Builder rangeKey(RangeKeyCondition... rangeKey) {
			Assert.notNull(rangeKey, "'rangeKey' must not be null");
			Assert.notEmpty(rangeKey, "'rangeKey' must have a condition");
			Assert.noNullElements(rangeKey, "'rangeKey' must not be null");
			this.rangeKey = List.of(rangeKey);
			return this;
		}

		/**
		 * Asks for the items whose range key begins with a text, such as one kind of
		 * items among several that share their hash key. The same as
		 * {@code rangeKey(RangeKeyCondition.beginsWith(prefix))}; it stands for the whole
		 * condition on the range key.
		 * @param prefix the beginning, behind the prefix that the table puts before the
		 * range key; an empty one asks for all that have the table's prefix
		 * @return this builder
		 */
		public Builder rangePrefix(String prefix) {
			Assert.notNull(prefix, "'rangePrefix' must not be null");
			this.rangePrefix = prefix;
			return this;
		}

		/**
		 * Asks by a key condition that names the attributes itself.
		 * @param keyCondition the condition: every hash key by equality and, if wanted,
		 * range keys from the left, of which only the last may have a range
		 * @return this builder
		 */
		public Builder keyCondition(Condition keyCondition) {
			Assert.notNull(keyCondition, "'keyCondition' must not be null");
			this.keyCondition = keyCondition;
			return this;
		}

		/**
		 * Asks by a key condition expression of DynamoDB.
		 * @param expression the expression
		 * @param values the values of its placeholders, like {@code :id}
		 * @return this builder
		 */
		public Builder keyCondition(String expression, Map<String, ?> values) {
			return keyCondition(Condition.parse(expression, values));
		}

		/**
		 * Asks by a key condition expression of DynamoDB.
		 * @param expression the expression
		 * @param names the names of its aliases, like {@code #id}
		 * @param values the values of its placeholders, like {@code :id}
		 * @return this builder
		 */
		public Builder keyCondition(String expression, Map<String, String> names, Map<String, ?> values) {
			return keyCondition(Condition.parse(expression, names, values));
		}

		/**
		 * Returns the items in falling order of their range keys.
		 * @return this builder
		 */
		public Builder descending() {
			this.descending = true;
			return this;
		}

	}

}
