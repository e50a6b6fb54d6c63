package io.daplug.expression;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A condition on the range key that does not name it: the table or index that is queried
 * knows the name. Conditions are immutable; two are equal if they match the same range
 * keys.
 */
public final class RangeKeyCondition {

	/** Stands for the name until it is known. */
	private static final String UNNAMED = "range key";

	private final Function<Attribute, Condition> condition;

	private RangeKeyCondition(Function<Attribute, Condition> condition) {
		this.condition = condition;
	}

	/**
	 * Matches the range key that is equal to the value.
	 * @param value the value
	 * @return the condition
	 */
	public static RangeKeyCondition equalTo(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isEqualTo(value));
	}

	/**
	 * Matches range keys less than the value.
	 * @param value the value
	 * @return the condition
	 */
	public static RangeKeyCondition lessThan(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isLessThan(value));
	}

	/**
	 * Matches range keys less than or equal to the value.
	 * @param value the value
	 * @return the condition
	 */
	public static RangeKeyCondition atMost(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isAtMost(value));
	}

	/**
	 * Matches range keys greater than the value.
	 * @param value the value
	 * @return the condition
	 */
	public static RangeKeyCondition greaterThan(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isGreaterThan(value));
	}

	/**
	 * Matches range keys greater than or equal to the value.
	 * @param value the value
	 * @return the condition
	 */
	public static RangeKeyCondition atLeast(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isAtLeast(value));
	}

	/**
	 * Matches range keys between two values, which are included.
	 * @param lower the lower bound
	 * @param upper the upper bound
	 * @return the condition
	 */
	public static RangeKeyCondition between(Object lower, Object upper) {
		required(lower, "lower");
		required(upper, "upper");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isBetween(lower, upper));
	}

	/**
	 * Matches range keys that begin with the value. Only text and binary range keys can.
	 * @param beginning the beginning
	 * @return the condition
	 */
	public static RangeKeyCondition beginsWith(Object beginning) {
		required(beginning, "beginning");
		return new RangeKeyCondition((rangeKey) -> rangeKey.beginsWith(beginning));
	}

	/**
	 * Applies this condition to an attribute.
	 * @param rangeKey the name of the range key attribute
	 * @return the condition on that attribute
	 * @throws IllegalArgumentException if the name is empty
	 */
	public Condition on(String rangeKey) {
		return this.condition.apply(Condition.attribute(rangeKey));
	}

	private static void required(@Nullable Object value, String name) {
		Assert.notNull(value, () -> "'" + name + "' of the range key must not be null");
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RangeKeyCondition range && on(UNNAMED).equals(range.on(UNNAMED));
	}

	@Override
	public int hashCode() {
		return on(UNNAMED).hashCode();
	}

	/**
	 * Returns the condition with a question mark for every value.
	 */
	@Override
	public String toString() {
		return on(UNNAMED).toString();
	}

}
