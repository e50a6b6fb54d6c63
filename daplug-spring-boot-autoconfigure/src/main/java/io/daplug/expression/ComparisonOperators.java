package io.daplug.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The comparisons that an attribute and its size have in common. Both can be compared
 * with a value, or with what is stored in another attribute: pass an
 * {@link AttributePath}, {@link Attribute} or {@link AttributeSize} for that. Values of
 * different types are never equal, and neither is less or greater than the other. If the
 * item does not have the attribute, only {@code isNotEqualTo} matches.
 */
public abstract sealed class ComparisonOperators permits Attribute, AttributeSize {

	private final Operand operand;

	ComparisonOperators(Operand operand) {
		this.operand = operand;
	}

	final Operand operand() {
		return this.operand;
	}

	/**
	 * Matches if the two are equal.
	 * @param value the value, or the attribute that holds it; {@code null} is DynamoDB's
	 * NULL, which is not a missing attribute
	 * @return the condition
	 */
	public final Condition isEqualTo(@Nullable Object value) {
		return comparison(Comparator.EQUAL, value);
	}

	/**
	 * Matches if the two differ, or if the attribute is missing.
	 * @param value the value, or the attribute that holds it; {@code null} is DynamoDB's
	 * NULL
	 * @return the condition
	 */
	public final Condition isNotEqualTo(@Nullable Object value) {
		return comparison(Comparator.NOT_EQUAL, value);
	}

	/**
	 * Matches if this is less than the value.
	 * @param value the value, or the attribute that holds it
	 * @return the condition
	 */
	public final Condition isLessThan(Object value) {
		return comparison(Comparator.LESS, required(value, "value"));
	}

	/**
	 * Matches if this is less than or equal to the value.
	 * @param value the value, or the attribute that holds it
	 * @return the condition
	 */
	public final Condition isAtMost(Object value) {
		return comparison(Comparator.AT_MOST, required(value, "value"));
	}

	/**
	 * Matches if this is greater than the value.
	 * @param value the value, or the attribute that holds it
	 * @return the condition
	 */
	public final Condition isGreaterThan(Object value) {
		return comparison(Comparator.GREATER, required(value, "value"));
	}

	/**
	 * Matches if this is greater than or equal to the value.
	 * @param value the value, or the attribute that holds it
	 * @return the condition
	 */
	public final Condition isAtLeast(Object value) {
		return comparison(Comparator.AT_LEAST, required(value, "value"));
	}

	/**
	 * Matches if this lies between the bounds or equals one of them. A lower value that
	 * is greater than the upper value is refused when the condition is used.
	 * @param lower the lower bound, or the attribute that holds it
	 * @param upper the upper bound, or the attribute that holds it
	 * @return the condition
	 */
	public final Condition isBetween(Object lower, Object upper) {
		return new Condition(ConditionNode.Between.of(this.operand, Operand.of(required(lower, "lower")),
				Operand.of(required(upper, "upper"))));
	}

	/**
	 * Matches if this equals one of the options.
	 * @param options the values, or the attributes that hold them
	 * @return the condition
	 * @throws IllegalArgumentException if there is no option, or more than 100
	 */
	public final Condition isIn(@Nullable Object... options) {
		return isIn(Arrays.asList(options));
	}

	/**
	 * Matches if this equals one of the options.
	 * @param options the values, or the attributes that hold them
	 * @return the condition
	 * @throws IllegalArgumentException if there is no option, or more than 100
	 */
	public final Condition isIn(Collection<? extends @Nullable Object> options) {
		Assert.isTrue(!options.isEmpty() && options.size() <= ConditionNode.MAX_OPTIONS,
				() -> "The number of 'options' for " + this + " must be 1 to " + ConditionNode.MAX_OPTIONS + ", but is "
						+ options.size());
		List<Operand> operands = new ArrayList<>(options.size());
		for (Object option : options) {
			operands.add(Operand.of(option));
		}
		return new Condition(ConditionNode.Membership.of(this.operand, operands));
	}

	final Object required(@Nullable Object value, String name) {
		Assert.notNull(value, () -> "'" + name + "' must not be null in a comparison with " + this);
		return value;
	}

	private Condition comparison(Comparator comparator, @Nullable Object value) {
		return new Condition(ConditionNode.Comparison.of(this.operand, comparator, Operand.of(value)));
	}

	/**
	 * Returns the left side of the comparison as conditions show it.
	 */
	@Override
	public final String toString() {
		Rendering text = new Rendering.WithoutValues();
		this.operand.write(text, null);
		return text.toString();
	}

}
