package io.daplug.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Something that an item must fulfil: a condition of a write, a filter, or the key
 * condition of a query. Built from {@linkplain #attribute(String) attributes} and their
 * operators, or {@linkplain #parse read} from a plain expression; both give the same
 * conditions. Attribute names may be any names, reserved words too.
 * <p>
 * Conditions are immutable, and equal if they say the same in the same order. They hold
 * on to the values that they were given and encode them only when they are used, so
 * values must not change meanwhile. What DynamoDB itself limits (4 KB of text, 300
 * operators) is left to DynamoDB; only the depth of nesting is limited here, to 300.
 * <pre>{@code
 * Condition open = Condition.attribute("status").isIn("NEW", "PAID")
 *     .and(Condition.attribute("lines").size().isGreaterThan(0));
 * }</pre>
 */
public final class Condition {

	private final ConditionNode node;

	Condition(ConditionNode node) {
		Assert.isTrue(node.depth() <= ConditionNode.MAX_DEPTH,
				() -> "Conditions must not be nested deeper than " + ConditionNode.MAX_DEPTH);
		this.node = node;
	}

	/**
	 * Begins a condition on a top-level attribute.
	 * @param name the name of the attribute, taken literally
	 * @return the operators of the attribute
	 * @throws IllegalArgumentException if the name is empty
	 */
	public static Attribute attribute(String name) {
		return attribute(AttributePath.of(name));
	}

	/**
	 * Begins a condition on an attribute at any depth.
	 * @param path the path of the attribute
	 * @return the operators of the attribute
	 */
	public static Attribute attribute(AttributePath path) {
		Assert.notNull(path, "'path' must not be null");
		return new Attribute(path);
	}

	/**
	 * Reads a plain condition, filter or key condition expression of DynamoDB without
	 * aliases.
	 * @param expression the expression
	 * @param values the values in it, by placeholder: {@code :total} to {@code 12}
	 * @return the condition
	 * @throws InvalidExpressionException as {@link #parse(String, Map, Map)} says
	 */
	public static Condition parse(String expression, Map<String, ? extends @Nullable Object> values) {
		return parse(expression, Map.of(), values);
	}

	/**
	 * Reads a plain condition, filter or key condition expression of DynamoDB. All of
	 * DynamoDB's grammar is understood; beyond it, reserved words are allowed as bare
	 * names, and parentheses may be spare. If names and values are shared with other
	 * expressions of the request, use an {@link ExpressionReader} instead.
	 * @param expression the expression
	 * @param names what the aliases in it stand for, by alias: {@code #s} to
	 * {@code status}; each stands for one literal name
	 * @param values the values in it, by placeholder: {@code :total} to {@code 12}
	 * @return the condition
	 * @throws InvalidExpressionException if the expression is empty or not valid, an
	 * alias or a value is not defined or not used, an {@code IN} has more than 100
	 * options, or it is nested deeper than 300
	 */
	public static Condition parse(String expression, Map<String, String> names,
			Map<String, ? extends @Nullable Object> values) {
		ExpressionReader reader = new ExpressionReader(names, values);
		Condition condition = reader.condition(expression);
		reader.requireAllUsed();
		return condition;
	}

	/**
	 * Turns a condition round.
	 * @param condition the condition that must not hold
	 * @return a condition that holds exactly if the other does not; for the negation of a
	 * negation, the condition itself
	 */
	public static Condition not(Condition condition) {
		Assert.notNull(condition, "'condition' must not be null");
		return condition.not();
	}

	/**
	 * Adds a condition that must hold as well.
	 * @param other the other condition
	 * @return a condition that holds if both do
	 */
	public Condition and(Condition other) {
		return join(ConditionNode.Connective.AND, other);
	}

	/**
	 * Adds a condition that may hold instead.
	 * @param other the other condition
	 * @return a condition that holds if at least one of both does
	 */
	public Condition or(Condition other) {
		return join(ConditionNode.Connective.OR, other);
	}

	/**
	 * Turns this condition round.
	 * @return a condition that holds exactly if this one does not
	 */
	public Condition not() {
		return new Condition(ConditionNode.Negation.of(this.node));
	}

	/**
	 * Returns which attributes the condition looks at.
	 * @return the names of the top-level attributes that its paths begin with, in the
	 * order in which they first occur
	 */
	public Set<String> attributes() {
		Set<String> roots = new LinkedHashSet<>();
		this.node.paths().map(AttributePath::root).forEach(roots::add);
		return Collections.unmodifiableSet(roots);
	}

	/**
	 * Returns the value that this condition fixes a top-level attribute to: that of a
	 * {@code attribute = value} which is the whole condition or one of the conditions
	 * that must all hold.
	 * @param attribute the name of the attribute
	 * @return the value as it was given; empty if the attribute may have several values,
	 * is compared with another attribute, or must be NULL; the first of several
	 */
	public Optional<Object> equalityValue(String attribute) {
		Assert.notNull(attribute, "'attribute' must not be null");
		return this.node.equalityValue(attribute);
	}

	private Condition join(ConditionNode.Connective connective, Condition other) {
		Assert.notNull(other, "'other' must not be null");
		return new Condition(ConditionNode.Junction.of(connective, List.of(this.node, other.node)));
	}

	void write(Rendering out) {
		out.node(this.node, false);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Condition condition && this.node.equals(condition.node);
	}

	@Override
	public int hashCode() {
		return this.node.hashCode();
	}

	/**
	 * Returns the condition with a question mark for every value, as values may be part
	 * of items. Conditions that differ in more than their values have different texts.
	 */
	@Override
	public String toString() {
		Rendering text = new Rendering.WithoutValues();
		write(text);
		return text.toString();
	}

}
