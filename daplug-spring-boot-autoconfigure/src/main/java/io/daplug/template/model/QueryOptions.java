package io.daplug.template.model;

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
public final class QueryOptions extends Selection {

	private final @Nullable Object hashKey;

	private final @Nullable RangeKeyCondition rangeKey;

	private final @Nullable Condition keyCondition;

	private final boolean descending;

	private QueryOptions(Builder builder) {
		super(builder);
		Assert.state(builder.keyCondition == null || (builder.hashKey == null && builder.rangeKey == null),
				"'keyCondition' must not be set together with 'hashKey' or 'rangeKey': it is the whole condition");
		Assert.state(builder.rangeKey == null || builder.hashKey != null, "'rangeKey' needs a 'hashKey'");
		this.hashKey = builder.hashKey;
		this.rangeKey = builder.rangeKey;
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

	public @Nullable Object hashKey() {
		return this.hashKey;
	}

	public @Nullable RangeKeyCondition rangeKey() {
		return this.rangeKey;
	}

	public @Nullable Condition keyCondition() {
		return this.keyCondition;
	}

	public boolean descending() {
		return this.descending;
	}

	/**
	 * Collects what a query asks for.
	 */
	public static final class Builder extends Selection.Builder<Builder> {

		private @Nullable Object hashKey;

		private @Nullable RangeKeyCondition rangeKey;

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
		 * @param hashKey the value, without prefix
		 * @return this builder
		 */
		public Builder hashKey(Object hashKey) {
			Assert.notNull(hashKey, "'hashKey' must not be null");
			this.hashKey = hashKey;
			return this;
		}

		/**
		 * Asks for the items whose range key satisfies this.
		 * @param rangeKey what is asked of the range key
		 * @return this builder
		 */
		public Builder rangeKey(RangeKeyCondition rangeKey) {
			Assert.notNull(rangeKey, "'rangeKey' must not be null");
			this.rangeKey = rangeKey;
			return this;
		}

		/**
		 * Asks by a key condition that names the attributes itself.
		 * @param keyCondition the condition
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
