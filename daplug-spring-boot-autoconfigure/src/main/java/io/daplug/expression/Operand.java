package io.daplug.expression;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a condition compares: an attribute, the size of something, or a value. */
sealed interface Operand extends Term {

	/** Makes an operand of what a caller handed to a fluent operator. */
	static Operand of(@Nullable Object value) {
		if (value instanceof ComparisonOperators operators) {
			return operators.operand();
		}
		if (value instanceof AttributePath path) {
			return new Path(path);
		}
		return new Value(value);
	}

	/** Returns the top-level attribute that this is as a whole, if it is one. */
	default @Nullable String attribute() {
		return null;
	}

	/** Returns the path in this operand, if there is one. */
	Stream<AttributePath> paths();

	/**
	 * Writes this operand; a value is measured against the given attribute.
	 * @return what a value is encoded as; null for other operands
	 */
	@Nullable AttributeValue write(Rendering out, @Nullable String attribute);

	/** An attribute. */
	record Path(AttributePath path) implements Operand {

		@Override
		public @Nullable String attribute() {
			return this.path.topLevel() ? this.path.root() : null;
		}

		@Override
		public Stream<AttributePath> paths() {
			return Stream.of(this.path);
		}

		@Override
		public @Nullable AttributeValue write(Rendering out, @Nullable String attribute) {
			out.path(this.path);
			return null;
		}

	}

	/** The size of an attribute or of a value. */
	record Size(Operand measured) implements Operand {

		@Override
		public Stream<AttributePath> paths() {
			return this.measured.paths();
		}

		@Override
		public @Nullable AttributeValue write(Rendering out, @Nullable String attribute) {
			out.text("size(");
			AttributeValue value = this.measured.write(out, null);
			out.text(")");
			OperandRules rules = out.rules();
			if (rules != null) {
				rules.checkSize(this.measured, value);
			}
			return null;
		}

	}

	/** A value. */
	record Value(@Nullable Object value) implements Operand {

		@Override
		public Stream<AttributePath> paths() {
			return Stream.empty();
		}

		@Override
		public @Nullable AttributeValue write(Rendering out, @Nullable String attribute) {
			return out.value(attribute, this.value);
		}

		/** Keeps the value to itself: it may be part of an item. */
		@Override
		public String toString() {
			return "?";
		}

	}

}
