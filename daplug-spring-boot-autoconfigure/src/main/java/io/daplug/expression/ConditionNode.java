package io.daplug.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition as a tree. Trees are brought into one form while they are made: a value
 * stands to the right of what it is compared with, nested conjunctions and disjunctions
 * are flat, and a negation of a negation is gone.
 */
sealed interface ConditionNode extends Term {

	/**
	 * How deep conditions may be nested. DynamoDB takes at most 300 operators and
	 * functions in an expression, so nothing deeper could be carried out.
	 */
	int MAX_DEPTH = 300;

	/** How many options DynamoDB takes in one IN. */
	int MAX_OPTIONS = 100;

	/** Writes this condition. */
	void write(Rendering out);

	/** Returns all paths in this condition, in the order in which they are written. */
	Stream<AttributePath> paths();

	/** Returns how many conditions lie inside each other. */
	default int depth() {
		return 0;
	}

	/** Returns the value that an attribute must have for this condition to hold. */
	default Optional<Object> equalityValue(String attribute) {
		return Optional.empty();
	}

	/** Returns the one attribute that the values among the operands are measured by. */
	private static @Nullable String attributeAmong(Operand... operands) {
		return Stream.of(operands).map(Operand::attribute).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** Two operands and a comparator. */
	record Comparison(Operand left, Comparator comparator, Operand right) implements ConditionNode {

		static Comparison of(Operand left, Comparator comparator, Operand right) {
			boolean reversed = left instanceof Operand.Value && !(right instanceof Operand.Value);
			return reversed ? new Comparison(right, comparator.reversed(), left)
					: new Comparison(left, comparator, right);
		}

		@Override
		public void write(Rendering out) {
			String attribute = attributeAmong(this.left, this.right);
			AttributeValue leftValue = this.left.write(out, attribute);
			out.text(" " + this.comparator.symbol() + " ");
			AttributeValue rightValue = this.right.write(out, attribute);
			out.written(this, leftValue, rightValue);
		}

		@Override
		public Stream<AttributePath> paths() {
			return Stream.concat(this.left.paths(), this.right.paths());
		}

		@Override
		public Optional<Object> equalityValue(String attribute) {
			boolean found = this.comparator == Comparator.EQUAL && attribute.equals(this.left.attribute());
			return (found && this.right instanceof Operand.Value value) ? Optional.ofNullable(value.value())
					: Optional.empty();
		}

	}

	/** An operand and the bounds it lies between, bounds included. */
	record Between(Operand operand, Operand lower, Operand upper) implements ConditionNode {

		/**
		 * A value between two attributes becomes two comparisons, as it may have to be
		 * encoded differently for each of them.
		 */
		static ConditionNode of(Operand operand, Operand lower, Operand upper) {
			if (operand instanceof Operand.Value && lower.attribute() != null && upper.attribute() != null) {
				return Junction.of(Connective.AND, List.of(Comparison.of(lower, Comparator.AT_MOST, operand),
						Comparison.of(upper, Comparator.AT_LEAST, operand)));
			}
			return new Between(operand, lower, upper);
		}

		@Override
		public void write(Rendering out) {
			String attribute = attributeAmong(this.operand, this.lower, this.upper);
			AttributeValue value = this.operand.write(out, attribute);
			out.text(" BETWEEN ");
			AttributeValue lowerValue = this.lower.write(out, attribute);
			out.text(" AND ");
			AttributeValue upperValue = this.upper.write(out, attribute);
			out.written(this, value, lowerValue, upperValue);
		}

		@Override
		public Stream<AttributePath> paths() {
			return Stream.of(this.operand, this.lower, this.upper).flatMap(Operand::paths);
		}

	}

	/** An operand and the options of which it equals one. */
	record Membership(Operand operand, List<Operand> options) implements ConditionNode {

		/**
		 * A value among attributes becomes comparisons, as it may have to be encoded
		 * differently for each of them.
		 */
		static ConditionNode of(Operand operand, List<Operand> options) {
			if (!(operand instanceof Operand.Value)) {
				return new Membership(operand, List.copyOf(options));
			}
			List<ConditionNode> equalities = new ArrayList<>(options.size());
			options.forEach((option) -> equalities.add(Comparison.of(option, Comparator.EQUAL, operand)));
			return (equalities.size() == 1) ? equalities.get(0) : Junction.of(Connective.OR, equalities);
		}

		@Override
		public void write(Rendering out) {
			String attribute = this.operand.attribute();
			this.operand.write(out, attribute);
			String separator = " IN (";
			for (Operand option : this.options) {
				out.text(separator);
				option.write(out, attribute);
				separator = ", ";
			}
			out.text(")");
			out.written(this);
		}

		@Override
		public Stream<AttributePath> paths() {
			return Stream.concat(this.operand.paths(), this.options.stream().flatMap(Operand::paths));
		}

	}

	/** A function that is true or false. */
	record FunctionCall(Function function, List<Operand> arguments) implements ConditionNode {

		public FunctionCall {
			arguments = List.copyOf(arguments);
		}

		@Override
		public void write(Rendering out) {
			String attribute = (this.function == Function.BEGINS_WITH)
					? attributeAmong(this.arguments.toArray(Operand[]::new)) : null;
			out.text(this.function.text());
			@Nullable AttributeValue[] values = new @Nullable AttributeValue[this.arguments.size()];
			for (int i = 0; i < values.length; i++) {
				out.text((i == 0) ? "(" : ", ");
				values[i] = this.arguments.get(i).write(out, attribute);
			}
			out.text(")");
			out.written(this, values);
		}

		@Override
		public Stream<AttributePath> paths() {
			return this.arguments.stream().flatMap(Operand::paths);
		}

	}

	/** Conditions of which all or one must hold. */
	record Junction(Connective connective, List<ConditionNode> nodes, int depth) implements ConditionNode {

		static Junction of(Connective connective, List<ConditionNode> nodes) {
			List<ConditionNode> flat = new ArrayList<>(nodes.size());
			for (ConditionNode node : nodes) {
				if (node instanceof Junction inner && inner.connective == connective) {
					flat.addAll(inner.nodes);
				}
				else {
					flat.add(node);
				}
			}
			int depth = flat.stream().mapToInt(ConditionNode::depth).max().orElse(0) + 1;
			return new Junction(connective, List.copyOf(flat), depth);
		}

		@Override
		public void write(Rendering out) {
			String separator = "";
			for (ConditionNode node : this.nodes) {
				out.text(separator);
				out.node(node, this.connective == Connective.AND && node instanceof Junction);
				separator = " " + this.connective + " ";
			}
			out.written(this);
		}

		@Override
		public Stream<AttributePath> paths() {
			return this.nodes.stream().flatMap(ConditionNode::paths);
		}

		@Override
		public Optional<Object> equalityValue(String attribute) {
			if (this.connective == Connective.OR) {
				return Optional.empty();
			}
			return this.nodes.stream().flatMap((node) -> node.equalityValue(attribute).stream()).findFirst();
		}

	}

	/** A condition that must not hold. */
	record Negation(ConditionNode node, int depth) implements ConditionNode {

		static ConditionNode of(ConditionNode node) {
			return (node instanceof Negation negation) ? negation.node : new Negation(node, node.depth() + 1);
		}

		@Override
		public void write(Rendering out) {
			out.text("NOT ");
			out.node(this.node, this.node instanceof Junction);
			out.written(this);
		}

		@Override
		public Stream<AttributePath> paths() {
			return this.node.paths();
		}

	}

	/** How conditions are joined. */
	enum Connective {

		/** All must hold. */
		AND,
		/** One must hold. */
		OR

	}

	/** The functions of DynamoDB that are true or false. */
	enum Function {

		/** The attribute is there. */
		ATTRIBUTE_EXISTS(1),
		/** The attribute is not there. */
		ATTRIBUTE_NOT_EXISTS(1),
		/** The attribute has a type. */
		ATTRIBUTE_TYPE(2),
		/** A text or binary value begins with another. */
		BEGINS_WITH(2),
		/** A text holds another, or a list or set holds an element. */
		CONTAINS(2);

		private final int arity;

		Function(int arity) {
			this.arity = arity;
		}

		int arity() {
			return this.arity;
		}

		String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
