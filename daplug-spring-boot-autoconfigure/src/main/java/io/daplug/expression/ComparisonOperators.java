package io.daplug.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The comparisons that an attribute and its size have in common. What they are compared
 * with is a value, or another {@link AttributePath}, {@link Attribute} or
 * {@link AttributeSize}, which then stands for what is stored there. Values of different
 * types are never equal, and none is less or greater than the other. An attribute that an
 * item does not have fulfils no comparison but {@code isNotEqualTo}.
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
	 * Holds if both are equal.
	 * @param value the value, or what stands for it; {@code null} is DynamoDB's NULL,
	 * which is not a missing attribute
	 * @return the condition
	 */
	public final Condition isEqualTo(@Nullable Object value) {
		return comparison(Comparator.EQUAL, value);
	}

	/**
	 * Holds if both differ, also if the attribute is missing.
	 * @param value the value, or what stands for it; {@code null} is DynamoDB's NULL
	 * @return the condition
	 */
	public final Condition isNotEqualTo(@Nullable Object value) {
		return comparison(Comparator.NOT_EQUAL, value);
	}

	/**
	 * Holds if this is less.
	 * @param value the value, or what stands for it
	 * @return the condition
	 */
	public final Condition isLessThan(Object value) {
		return comparison(Comparator.LESS, required(value, "value"));
	}

	/**
	 * Holds if this is less or equal.
	 * @param value the value, or what stands for it
	 * @return the condition
	 */
	public final Condition isAtMost(Object value) {
		return comparison(Comparator.AT_MOST, required(value, "value"));
	}

	/**
	 * Holds if this is greater.
	 * @param value the value, or what stands for it
	 * @return the condition
	 */
	public final Condition isGreaterThan(Object value) {
		return comparison(Comparator.GREATER, required(value, "value"));
	}

	/**
	 * Holds if this is greater or equal.
	 * @param value the value, or what stands for it
	 * @return the condition
	 */
	public final Condition isAtLeast(Object value) {
		return comparison(Comparator.AT_LEAST, required(value, "value"));
	}

	/**
	 * Holds if this lies between the bounds or equals one of them. DynamoDB refuses
	 * values of which the lower is greater than the upper.
	 * @param lower the lower bound, or what stands for it
	 * @param upper the upper bound, or what stands for it
	 * @return the condition
	 */
	public final Condition isBetween(Object lower, Object upper) {
		return new Condition(ConditionNode.Between.of(this.operand, Operand.of(required(lower, "lower")),
				Operand.of(required(upper, "upper"))));
	}

	/**
	 * Holds if this equals one of the options.
	 * @param options the values, or what stands for them
	 * @return the condition
	 * @throws IllegalArgumentException if there is no option, or more than 100
	 */
	public final Condition isIn(@Nullable Object... options) {
		return isIn(Arrays.asList(options));
	}

	/**
	 * Holds if this equals one of the options.
	 * @param options the values, or what stands for them
	 * @return the condition
	 * @throws IllegalArgumentException if there is no option, or more than 100
	 */
	public final Condition isIn(Collection<? extends @Nullable Object> options) {
		Assert.isTrue(!options.isEmpty() && options.size() <= ConditionNode.MAX_OPTIONS, () -> "'options' of " + this
				+ " must be 1 to " + ConditionNode.MAX_OPTIONS + ", but are " + options.size());
		List<Operand> operands = new ArrayList<>(options.size());
		for (Object option : options) {
			operands.add(Operand.of(option));
		}
		return new Condition(ConditionNode.Membership.of(this.operand, operands));
	}

	final Object required(@Nullable Object value, String name) {
		Assert.notNull(value, () -> "'" + name + "' to compare " + this + " with must not be null");
		return value;
	}

	private Condition comparison(Comparator comparator, @Nullable Object value) {
		return new Condition(ConditionNode.Comparison.of(this.operand, comparator, Operand.of(value)));
	}

	/**
	 * Returns what is compared, as it stands in the text of a condition.
	 */
	@Override
	public final String toString() {
		Rendering text = new Rendering.WithoutValues();
		this.operand.write(text, null);
		return text.toString();
	}

}
