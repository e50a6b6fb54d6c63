package io.daplug.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An attribute in a condition, with all operators that DynamoDB has for it. Use
 * {@link Condition#attribute(String)} to create one.
 */
public final class Attribute extends ComparisonOperators {

	private final AttributePath path;

	Attribute(AttributePath path) {
		super(new Operand.Path(path));
		this.path = path;
	}

	/**
	 * Matches if the attribute is text or binary and begins with the given value.
	 * @param beginning the beginning, or the attribute that holds it
	 * @return the condition
	 */
	public Condition beginsWith(Object beginning) {
		return call(ConditionNode.Function.BEGINS_WITH, Operand.of(required(beginning, "beginning")));
	}

	/**
	 * Matches if the attribute is a text that contains the given text, or a list or set
	 * that contains the given element.
	 * @param part the text or element, or the attribute that holds it; {@code null} is
	 * DynamoDB's NULL, which lists may contain
	 * @return the condition
	 */
	public Condition contains(@Nullable Object part) {
		return call(ConditionNode.Function.CONTAINS, Operand.of(part));
	}

	/**
	 * Matches if the item has the attribute, even if its value is NULL.
	 * @return the condition
	 */
	public Condition exists() {
		return call(ConditionNode.Function.ATTRIBUTE_EXISTS);
	}

	/**
	 * Matches if the item does not have the attribute, or if there is no item.
	 * @return the condition
	 */
	public Condition isMissing() {
		return call(ConditionNode.Function.ATTRIBUTE_NOT_EXISTS);
	}

	/**
	 * Matches if the attribute is of the given type.
	 * @param type the name of the type in DynamoDB: S, SS, N, NS, B, BS, BOOL, NULL, L or
	 * M
	 * @return the condition
	 * @throws IllegalArgumentException if there is no such type
	 */
	public Condition hasType(String type) {
		Assert.isTrue(AttributeType.isName(type),
				() -> "'type' of " + this + " must be " + AttributeType.EXPECTED + ", but is '" + type + "'");
		return call(ConditionNode.Function.ATTRIBUTE_TYPE, new Operand.Value(type));
	}

	/**
	 * Returns the size of the attribute, for comparisons.
	 * @return the operators of the size
	 */
	public AttributeSize size() {
		return new AttributeSize(this.path);
	}

	private Condition call(ConditionNode.Function function) {
		return new Condition(new ConditionNode.FunctionCall(function, List.of(operand())));
	}

	private Condition call(ConditionNode.Function function, Operand argument) {
		return new Condition(new ConditionNode.FunctionCall(function, List.of(operand(), argument)));
	}

}
