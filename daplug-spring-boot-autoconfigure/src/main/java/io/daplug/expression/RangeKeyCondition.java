package io.daplug.expression;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a query asks of the range key, without naming it: the table or index that is
 * queried knows the name. Immutable, and equal if the same is asked.
 */
public final class RangeKeyCondition {

	/** Stands for the name until it is known. */
	private static final String UNNAMED = "range key";

	private final Function<Attribute, Condition> condition;

	private RangeKeyCondition(Function<Attribute, Condition> condition) {
		this.condition = condition;
	}

	/**
	 * Asks for one range key.
	 * @param value the value of the range key
	 * @return the condition
	 */
	public static RangeKeyCondition equalTo(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isEqualTo(value));
	}

	/**
	 * Asks for lesser range keys.
	 * @param value the value that the range key must be less than
	 * @return the condition
	 */
	public static RangeKeyCondition lessThan(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isLessThan(value));
	}

	/**
	 * Asks for lesser range keys and one more.
	 * @param value the greatest value of the range key
	 * @return the condition
	 */
	public static RangeKeyCondition atMost(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isAtMost(value));
	}

	/**
	 * Asks for greater range keys.
	 * @param value the value that the range key must be greater than
	 * @return the condition
	 */
	public static RangeKeyCondition greaterThan(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isGreaterThan(value));
	}

	/**
	 * Asks for greater range keys and one more.
	 * @param value the least value of the range key
	 * @return the condition
	 */
	public static RangeKeyCondition atLeast(Object value) {
		required(value, "value");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isAtLeast(value));
	}

	/**
	 * Asks for a span of range keys, its bounds included.
	 * @param lower the least value of the range key
	 * @param upper the greatest value of the range key
	 * @return the condition
	 */
	public static RangeKeyCondition between(Object lower, Object upper) {
		required(lower, "lower");
		required(upper, "upper");
		return new RangeKeyCondition((rangeKey) -> rangeKey.isBetween(lower, upper));
	}

	/**
	 * Asks for the range keys with a common beginning. Only text and binary keys have
	 * one.
	 * @param beginning what the range key begins with
	 * @return the condition
	 */
	public static RangeKeyCondition beginsWith(Object beginning) {
		required(beginning, "beginning");
		return new RangeKeyCondition((rangeKey) -> rangeKey.beginsWith(beginning));
	}

	/**
	 * Names the range key.
	 * @param rangeKey the name of the attribute that holds the range key
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
	 * Returns what is asked, with a question mark for every value.
	 */
	@Override
	public String toString() {
		return on(UNNAMED).toString();
	}

}
