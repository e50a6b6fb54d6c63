package io.daplug.schema.plan;

import io.daplug.text.JsonPointer;

/**
 * One thing about an item that its schema does not allow.
 *
 * @param pointer where in the item, as a JSON pointer
 * @param keyword the schema keyword that is violated
 * @param message what the schema asks for
 */
public record Violation(String pointer, String keyword, String message) {

	Violation under(Object segment) {
		return new Violation(JsonPointer.segment(segment) + this.pointer, this.keyword, this.message);
	}

}
