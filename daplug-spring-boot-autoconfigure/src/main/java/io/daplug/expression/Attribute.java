package io.daplug.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An attribute in conditions, with all operators that DynamoDB has for it. Made by
 * {@link Condition#attribute(String)}.
 */
public final class Attribute extends ComparisonOperators {

	private final AttributePath path;

	Attribute(AttributePath path) {
		super(new Operand.Path(path));
		this.path = path;
	}

	/**
	 * Holds if the attribute is text or binary and begins with the given value.
	 * @param beginning the beginning, or what stands for it
	 * @return the condition
	 */
	public Condition beginsWith(Object beginning) {
		return call(ConditionNode.Function.BEGINS_WITH, Operand.of(required(beginning, "beginning")));
	}

	/**
	 * Holds if the attribute is text and holds the given text, or is a list or set and
	 * holds the given element.
	 * @param part the part, or what stands for it; {@code null} is DynamoDB's NULL, as
	 * lists may hold it
	 * @return the condition
	 */
	public Condition contains(@Nullable Object part) {
		return call(ConditionNode.Function.CONTAINS, Operand.of(part));
	}

	/**
	 * Holds if the item has the attribute, NULL or not.
	 * @return the condition
	 */
	public Condition exists() {
		return call(ConditionNode.Function.ATTRIBUTE_EXISTS);
	}

	/**
	 * Holds if the item does not have the attribute, or there is no item.
	 * @return the condition
	 */
	public Condition isMissing() {
		return call(ConditionNode.Function.ATTRIBUTE_NOT_EXISTS);
	}

	/**
	 * Holds if the attribute has a type.
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
	 * Goes on to the size of the attribute.
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
