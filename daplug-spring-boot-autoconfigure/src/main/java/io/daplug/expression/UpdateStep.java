package io.daplug.expression;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One step of an {@link UpdateExpression}: what becomes of the value at one path.
 *
 * @param path where the value is
 * @param kind what becomes of it
 * @param value the value that the step brings, or the collection of elements; null if it
 * brings none, or DynamoDB's NULL
 */
public record UpdateStep(AttributePath path, Kind kind, @Nullable Object value) {

	/**
	 * What becomes of a value.
	 */
	public enum Kind {

		/** It is replaced. */
		SET("set"),

		/** It is set if there is none. */
		SET_IF_ABSENT("setIfAbsent"),

		/** It is removed. */
		REMOVE("remove"),

		/** A number is added to it. */
		ADD("add"),

		/** A list gets more elements at its end. */
		APPEND("append"),

		/** A list gets more elements at its beginning. */
		PREPEND("prepend"),

		/** A set gets more elements. */
		ADD_TO_SET("addToSet"),

		/** A set loses elements. */
		REMOVE_FROM_SET("removeFromSet");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		/**
		 * Returns what the builder calls it.
		 * @return the name of the method
		 */
		public String text() {
			return this.text;
		}

	}

	/**
	 * Creates a step.
	 * @param path where the value is
	 * @param kind what becomes of it
	 * @param value the value that the step brings
	 */
	public UpdateStep {
		Assert.notNull(path, "'path' must not be null");
		Assert.notNull(kind, "'kind' must not be null");
	}

	/**
	 * Returns the same step with another value.
	 * @param value the value
	 * @return the step
	 */
	public UpdateStep with(@Nullable Object value) {
		return new UpdateStep(this.path, this.kind, value);
	}

	/**
	 * Returns whether an item to which this step was applied stays the same if it is
	 * applied again. Steps that count or lengthen a list are not repeatable, nor are
	 * those that set or remove an element of a list: the next one may have taken its
	 * place.
	 * @return whether the step may be applied twice
	 */
	public boolean repeatable() {
		return switch (this.kind) {
			case ADD, APPEND, PREPEND -> false;
			case SET, SET_IF_ABSENT, REMOVE -> {
				List<Object> elements = this.path.elements();
				yield elements.get(elements.size() - 1) instanceof String;
			}
			case ADD_TO_SET, REMOVE_FROM_SET -> true;
		};
	}

	/**
	 * Returns the step without its value, which may be part of an item.
	 */
	@Override
	public String toString() {
		return this.kind.text() + " " + this.path;
	}

}
