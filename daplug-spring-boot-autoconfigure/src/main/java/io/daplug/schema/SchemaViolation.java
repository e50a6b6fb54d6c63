package io.daplug.schema;

import io.daplug.schema.plan.Violation;

import org.springframework.util.Assert;

/**
 * One thing about an item that its schema does not allow. Says what is wrong and where,
 * never the offending value.
 *
 * @param pointer where in the item, as a JSON pointer; empty for the item as a whole, and
 * for a missing property the place where it should be
 * @param keyword the schema keyword that is violated, such as {@code type} or
 * {@code required}
 * @param message what the schema asks for, in words
 */
public record SchemaViolation(String pointer, String keyword, String message) {

	/**
	 * Checks that every part is given.
	 * @param pointer where in the item, as a JSON pointer; empty for the item as a whole,
	 * and for a missing property the place where it should be
	 * @param keyword the schema keyword that is violated, such as {@code type} or
	 * {@code required}
	 * @param message what the schema asks for, in words
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
	 * The violation in one line.
	 * @return pointer, message and keyword
	 */
	@Override
	public String toString() {
		return (this.pointer.isEmpty() ? "(item)" : this.pointer) + " " + this.message + " (" + this.keyword + ")";
	}

}
