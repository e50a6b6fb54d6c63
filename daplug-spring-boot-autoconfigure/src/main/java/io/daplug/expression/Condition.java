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
 * A condition on an item: the condition of a write, a filter, or the key condition of a
 * query. Conditions are built from {@linkplain #attribute(String) attributes} and their
 * operators, or {@linkplain #parse parsed} from a plain expression; the results are the
 * same. Attributes may have any name, reserved words included.
 * <p>
 * Conditions are immutable. Two are equal if they have the same parts in the same order.
 * They keep the values that they are given and encode them when they are used, so do not
 * change these values. Conditions may be nested 300 deep. What DynamoDB would refuse,
 * such as over 300 operators, a text of over 4 KB, or {@code begins_with} on a number, is
 * refused when the condition is used. <pre>{@code
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
	 * Starts a condition on a top-level attribute.
	 * @param name the name of the attribute, taken literally
	 * @return the operators of the attribute
	 * @throws IllegalArgumentException if the name is empty
	 */
	public static Attribute attribute(String name) {
		return attribute(AttributePath.of(name));
	}

	/**
	 * Starts a condition on an attribute at any depth.
	 * @param path the path of the attribute
	 * @return the operators of the attribute
	 */
	public static Attribute attribute(AttributePath path) {
		Assert.notNull(path, "'path' must not be null");
		return new Attribute(path);
	}

	/**
	 * Parses a plain condition, filter or key condition expression of DynamoDB that has
	 * no aliases.
	 * @param expression the expression
	 * @param values the values by placeholder, such as {@code 12} by {@code :total}
	 * @return the condition
	 * @throws InvalidExpressionException as {@link #parse(String, Map, Map)} says
	 */
	public static Condition parse(String expression, Map<String, ? extends @Nullable Object> values) {
		return parse(expression, Map.of(), values);
	}

	/**
	 * Parses a plain condition, filter or key condition expression of DynamoDB. The whole
	 * grammar of DynamoDB is supported. In addition, names may be reserved words, and
	 * redundant parentheses are allowed. If other expressions of the request use the same
	 * names and values, use an {@link ExpressionReader} instead.
	 * @param expression the expression
	 * @param names the attribute names by alias, such as {@code status} by {@code #s};
	 * each is taken literally
	 * @param values the values by placeholder, such as {@code 12} by {@code :total}
	 * @return the condition
	 * @throws InvalidExpressionException if the expression is empty or not valid, if an
	 * alias or a value is not defined or not used, if an {@code IN} has more than 100
	 * options, or if the expression is nested more than 300 deep
	 */
	public static Condition parse(String expression, Map<String, String> names,
			Map<String, ? extends @Nullable Object> values) {
		ExpressionReader reader = new ExpressionReader(names, values);
		Condition condition = reader.condition(expression);
		reader.requireAllUsed();
		return condition;
	}

	/**
	 * Negates a condition.
	 * @param condition the condition
	 * @return a condition that matches whenever the given one does not; negating twice
	 * gives the original condition
	 */
	public static Condition not(Condition condition) {
		Assert.notNull(condition, "'condition' must not be null");
		return condition.not();
	}

	/**
	 * Combines this condition with one that must match as well.
	 * @param other the other condition
	 * @return a condition that matches if both do
	 */
	public Condition and(Condition other) {
		return join(ConditionNode.Connective.AND, other);
	}

	/**
	 * Combines this condition with an alternative.
	 * @param other the other condition
	 * @return a condition that matches if at least one of the two does
	 */
	public Condition or(Condition other) {
		return join(ConditionNode.Connective.OR, other);
	}

	/**
	 * Negates this condition.
	 * @return a condition that matches whenever this one does not
	 */
	public Condition not() {
		return new Condition(ConditionNode.Negation.of(this.node));
	}

	/**
	 * Returns the attributes that the condition refers to.
	 * @return the names of the top-level attributes, in the order in which they first
	 * occur
	 */
	public Set<String> attributes() {
		Set<String> roots = new LinkedHashSet<>();
		this.node.paths().map(AttributePath::root).forEach(roots::add);
		return Collections.unmodifiableSet(roots);
	}

	/**
	 * Returns the paths that the condition refers to.
	 * @return the paths, in the order in which they first occur
	 */
	public Set<AttributePath> paths() {
		Set<AttributePath> paths = new LinkedHashSet<>();
		this.node.paths().forEach(paths::add);
		return Collections.unmodifiableSet(paths);
	}

	/**
	 * Returns the value that a top-level attribute must have for this condition to match.
	 * It is found if {@code attribute = value} is the whole condition, or one of several
	 * conditions that must all match.
	 * @param attribute the name of the attribute
	 * @return the value as it was given, or the first if there are several; empty if the
	 * attribute may have several values, is compared with another attribute, or must be
	 * NULL
	 */
	public Optional<Object> equalityValue(String attribute) {
		Assert.notNull(attribute, "'attribute' must not be null");
		return this.node.equalityValue(attribute);
	}

	private Condition join(ConditionNode.Connective connective, Condition other) {
		Assert.notNull(other, "'other' must not be null");
		return new Condition(ConditionNode.Junction.of(connective, List.of(this.node, other.node)));
	}

	ConditionNode node() {
		return this.node;
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
	 * Returns the condition with a question mark for every value, because values may be
	 * contents of items. Conditions that differ in more than their values have different
	 * texts.
	 */
	@Override
	public String toString() {
		Rendering text = new Rendering.WithoutValues();
		write(text);
		return text.toString();
	}

}
