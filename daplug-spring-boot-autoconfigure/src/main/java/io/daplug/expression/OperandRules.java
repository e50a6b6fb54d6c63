package io.daplug.expression;

import java.util.List;

import io.daplug.item.AttributeOrder;
import io.daplug.item.TypeName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * DynamoDB's rules of what may stand in a condition, held while one condition is written:
 * what it would refuse is not sent, and what would see the prefix of a key is not asked.
 */
final class OperandRules {

	/** How many operators and functions an expression may have. */
	private static final int MAX_OPERATORS = 300;

	private final Condition condition;

	private final ValueEncoder encoder;

	private int operators;

	OperandRules(Condition condition, ValueEncoder encoder) {
		this.condition = condition;
		this.encoder = encoder;
	}

	/**
	 * Checks one part of the condition.
	 * @param node the part
	 * @param values what its operands are encoded as, in their order; null for those that
	 * are no values
	 */
	void check(ConditionNode node, @Nullable AttributeValue... values) {
		if (node instanceof ConditionNode.Junction junction) {
			count(junction.nodes().size() - 1);
			return;
		}
		count(1);
		if (node instanceof ConditionNode.Comparison comparison) {
			requireDistinct(comparison.left(), List.of(comparison.right()));
			requireOnePrefix(List.of(comparison.left(), comparison.right()));
			if (comparison.comparator() != Comparator.EQUAL && comparison.comparator() != Comparator.NOT_EQUAL) {
				requireOrder(comparison.comparator().symbol(), values);
			}
		}
		else if (node instanceof ConditionNode.Between between) {
			requireDistinct(between.operand(), List.of(between.lower(), between.upper()));
			requireOnePrefix(List.of(between.operand(), between.lower(), between.upper()));
			requireOrder("BETWEEN", values);
			requireBounds(values[1], values[2]);
		}
		else if (node instanceof ConditionNode.Membership membership) {
			requireDistinct(membership.operand(), membership.options());
			membership.options().forEach((option) -> requireOnePrefix(List.of(membership.operand(), option)));
		}
		else if (node instanceof ConditionNode.FunctionCall call) {
			check(call, values);
		}
	}

	private void check(ConditionNode.FunctionCall call, @Nullable AttributeValue... values) {
		List<Operand> arguments = call.arguments();
		requireDistinct(arguments.get(0), arguments.subList(1, arguments.size()));
		if (call.function() == ConditionNode.Function.BEGINS_WITH) {
			requireOnePrefix(arguments);
			for (AttributeValue value : values) {
				if (value != null && value.type() != Type.S && value.type() != Type.B) {
					throw refused("begins_with takes text or binary, not " + TypeName.of(value.type()));
				}
			}
		}
		else if (call.function() == ConditionNode.Function.CONTAINS) {
			arguments.forEach((argument) -> requireNoPrefix(argument, "contains"));
		}
	}

	/**
	 * Checks something whose size is asked for.
	 * @param measured the operand
	 * @param value what it is encoded as; null if it is no value
	 */
	void checkSize(Operand measured, @Nullable AttributeValue value) {
		count(1);
		requireNoPrefix(measured, "size");
		if (value != null && (value.type() == Type.N || value.type() == Type.BOOL || value.type() == Type.NUL)) {
			throw refused(TypeName.of(value.type()) + " has no size");
		}
	}

	private void count(int more) {
		this.operators += more;
		if (this.operators > MAX_OPERATORS) {
			throw refused("it has more than %d operators and functions".formatted(MAX_OPERATORS));
		}
	}

	private void requireDistinct(Operand first, List<Operand> others) {
		if (first instanceof Operand.Path && others.contains(first)) {
			throw refused("'%s' is compared with itself".formatted(((Operand.Path) first).path()));
		}
	}

	private void requireOrder(String operator, @Nullable AttributeValue... values) {
		for (AttributeValue value : values) {
			if (value != null && !AttributeOrder.has(value)) {
				throw refused(
						"%s compares text, numbers or binary, not %s".formatted(operator, TypeName.of(value.type())));
			}
		}
	}

	private void requireBounds(@Nullable AttributeValue lower, @Nullable AttributeValue upper) {
		if (lower == null || upper == null) {
			return;
		}
		if (lower.type() != upper.type()) {
			throw refused("the lower bound of BETWEEN is %s, and the upper one is %s"
				.formatted(TypeName.of(lower.type()), TypeName.of(upper.type())));
		}
		if (AttributeOrder.compare(lower, upper) > 0) {
			throw refused("the lower bound of BETWEEN is greater than the upper one; exchange them");
		}
	}

	/** Prefixes are put on values, but what is stored cannot be changed. */
	private void requireOnePrefix(List<Operand> operands) {
		Operand.Path first = null;
		for (Operand operand : operands) {
			if (operand instanceof Operand.Path path) {
				if (first != null && !prefix(path).equals(prefix(first))) {
					throw refused("'%s' and '%s' cannot be compared, because they are stored with different prefixes"
						.formatted(first.path(), path.path()));
				}
				first = path;
			}
		}
	}

	private void requireNoPrefix(Operand operand, String function) {
		if (operand instanceof Operand.Path path && !prefix(path).isEmpty()) {
			throw refused(
					"%s would see the prefix with which '%s' is stored; compare it with a value, or use begins_with"
						.formatted(function, path.path()));
		}
	}

	private String prefix(Operand.Path path) {
		return path.path().topLevel() ? this.encoder.prefix(path.path().root()) : "";
	}

	private InvalidExpressionException refused(String problem) {
		return new InvalidExpressionException(this.condition.toString(), -1, problem);
	}

}
