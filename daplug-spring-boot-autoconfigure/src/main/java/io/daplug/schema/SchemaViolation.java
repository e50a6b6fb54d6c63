package io.daplug.schema;

import io.daplug.schema.plan.Violation;

import org.springframework.util.Assert;

/**
 * A part of an item that does not match the schema. It tells what is wrong and where, and
 * never contains the wrong value.
 *
 * @param pointer the position in the item as a JSON pointer; empty for the item as a
 * whole. For a missing property it is where the property should be
 * @param keyword the schema keyword that is violated, such as {@code type} or
 * {@code required}
 * @param message what the schema requires
 */
public record SchemaViolation(String pointer, String keyword, String message) {

	/**
	 * Creates a violation.
	 * @param pointer the position in the item as a JSON pointer; empty for the item as a
	 * whole. For a missing property it is where the property should be
	 * @param keyword the schema keyword that is violated, such as {@code type} or
	 * {@code required}
	 * @param message what the schema requires
	 */
	public SchemaViolation {
		Assert.notNull(pointer, "'pointer' must not be null");
		Assert.hasText(keyword, "'keyword' must not be empty");
		Assert.notNull(message, "'message' must not be null");
	}

	static SchemaViolation of(Violation found) {
		return new SchemaViolation(found.pointer(), found.keyword(), found.message());
	}

	/**
	 * Returns the violation in one line.
	 * @return pointer, message and keyword
	 */
	@Override
	public String toString() {
		return (this.pointer.isEmpty() ? "(item)" : this.pointer) + " " + this.message + " (" + this.keyword + ")";
	}

}
