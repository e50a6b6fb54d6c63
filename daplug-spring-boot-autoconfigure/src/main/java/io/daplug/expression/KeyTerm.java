package io.daplug.expression;

import java.util.List;

import io.daplug.item.AttributeOrder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One of the conditions that a key condition joins with AND.
 *
 * @param condition the condition
 * @param attribute the top-level attribute that it compares with values; null if it is of
 * another kind, which no key condition can hold
 * @param equality whether it asks for one value of the attribute
 */
public record KeyTerm(Condition condition, @Nullable String attribute, boolean equality) {

	/**
	 * What a key condition can ask of a key.
	 */
	public enum Kind {

		/** The key is equal to the value. */
		EQUAL,
		/** The key is less than the value. */
		LESS,
		/** The key is the value or less. */
		AT_MOST,
		/** The key is greater than the value. */
		GREATER,
		/** The key is the value or greater. */
		AT_LEAST,
		/** The key is between two values, which are included. */
		BETWEEN,
		/** The key begins with the value. */
		BEGINS_WITH

	}

	/**
	 * Returns what is asked of the attribute.
	 * @return what is asked; null if that can be no part of a key condition
	 */
	public @Nullable Kind kind() {
		if (this.attribute == null) {
			return null;
		}
		if (this.condition.node() instanceof ConditionNode.Comparison comparison) {
			return switch (comparison.comparator()) {
				case EQUAL -> Kind.EQUAL;
				case NOT_EQUAL -> null;
				case LESS -> Kind.LESS;
				case AT_MOST -> Kind.AT_MOST;
				case GREATER -> Kind.GREATER;
				case AT_LEAST -> Kind.AT_LEAST;
			};
		}
		return (this.condition.node() instanceof ConditionNode.Between) ? Kind.BETWEEN : Kind.BEGINS_WITH;
	}

	/**
	 * Returns what the attribute is compared with.
	 * @param encoder encodes the values of the condition
	 * @return the values: two for a range between them, else one
	 */
	public List<AttributeValue> values(ValueEncoder encoder) {
		if (this.condition.node() instanceof ConditionNode.Comparison comparison) {
			return List.of(encoded(comparison.right(), encoder));
		}
		if (this.condition.node() instanceof ConditionNode.Between between) {
			return List.of(encoded(between.lower(), encoder), encoded(between.upper(), encoder));
		}
		return List.of(encoded(((ConditionNode.FunctionCall) this.condition.node()).arguments().get(1), encoder));
	}

	/**
	 * Returns the conditions that must all hold for a condition to hold.
	 * @param condition the condition
	 * @return its parts; the condition itself if AND does not join any
	 */
	public static List<KeyTerm> of(Condition condition) {
		return (condition.node() instanceof ConditionNode.Junction junction
				&& junction.connective() == ConditionNode.Connective.AND)
						? junction.nodes().stream().map(KeyTerm::of).toList() : List.of(of(condition.node()));
	}

	private static KeyTerm of(ConditionNode node) {
		String attribute = null;
		boolean equality = false;
		if (node instanceof ConditionNode.Comparison comparison && comparison.right() instanceof Operand.Value) {
			attribute = (comparison.comparator() != Comparator.NOT_EQUAL) ? comparison.left().attribute() : null;
			equality = attribute != null && comparison.comparator() == Comparator.EQUAL;
		}
		else if (node instanceof ConditionNode.Between between && between.lower() instanceof Operand.Value
				&& between.upper() instanceof Operand.Value) {
			attribute = between.operand().attribute();
		}
		else if (node instanceof ConditionNode.FunctionCall call
				&& call.function() == ConditionNode.Function.BEGINS_WITH
				&& call.arguments().get(1) instanceof Operand.Value) {
			attribute = call.arguments().get(0).attribute();
		}
		return new KeyTerm(new Condition(node), attribute, equality);
	}

	/**
	 * Returns whether a key meets the condition.
	 * @param stored the value of the attribute, as it is stored
	 * @param encoder encodes the values of the condition as they are stored
	 * @return whether it does; {@code false} if the two are of different types
	 */
	public boolean isMetBy(AttributeValue stored, ValueEncoder encoder) {
		if (this.condition.node() instanceof ConditionNode.Comparison comparison) {
			AttributeValue value = encoded(comparison.right(), encoder);
			return value.type() == stored.type()
					&& comparison.comparator().holds(AttributeOrder.compare(stored, value));
		}
		if (this.condition.node() instanceof ConditionNode.Between between) {
			AttributeValue lower = encoded(between.lower(), encoder);
			AttributeValue upper = encoded(between.upper(), encoder);
			return lower.type() == stored.type() && upper.type() == stored.type()
					&& AttributeOrder.compare(stored, lower) >= 0 && AttributeOrder.compare(stored, upper) <= 0;
		}
		if (this.condition.node() instanceof ConditionNode.FunctionCall call) {
			AttributeValue beginning = encoded(call.arguments().get(1), encoder);
			return beginning.type() == stored.type() && AttributeOrder.beginsWith(stored, beginning);
		}
		return false;
	}

	private AttributeValue encoded(Operand operand, ValueEncoder encoder) {
		return encoder.encode(this.attribute, ((Operand.Value) operand).value());
	}

}
