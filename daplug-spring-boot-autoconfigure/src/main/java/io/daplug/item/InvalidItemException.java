package io.daplug.item;

import io.daplug.DaplugException;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An item cannot be stored as it is: a value has no form in DynamoDB, or breaks one of
 * its limits. Raised before any request. The message says where the value is and what to
 * do, never what the value was.
 */
public class InvalidItemException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What is wrong, as a clause. */
	private final String reason;

	/** Where the value is. */
	private String pointer;

	/**
	 * Creates an exception for one value of an item.
	 * @param pointer where the value is, as JSON pointer; empty for the item itself
	 * @param reason what is wrong with the value and what to do, continuing "the value"
	 * @param cause what made us notice, if that was an exception
	 */
	public InvalidItemException(String pointer, String reason, @Nullable Throwable cause) {
		super(reason, cause);
		this.pointer = pointer;
		this.reason = reason;
	}

	InvalidItemException(String reason) {
		this("", reason, null);
	}

	/**
	 * Returns where the value is.
	 * @return a JSON pointer (RFC 6901) from the item's root, empty for the item itself
	 */
	public final String pointer() {
		return this.pointer;
	}

	/**
	 * Returns what is wrong with the value.
	 * @return a clause that continues "the value"
	 */
	final String reason() {
		return this.reason;
	}

	@Override
	public String getMessage() {
		if (this.pointer.isEmpty()) {
			return "Item cannot be stored: it " + this.reason;
		}
		return "Item cannot be stored: the value at '" + this.pointer + "' " + this.reason;
	}

	/**
	 * Says that the value lies inside another one. Conversion calls this on its way out
	 * of every container, so that nobody keeps a path while all goes well.
	 * @param segment the attribute name or list index that leads to the value
	 * @return this exception
	 */
	InvalidItemException within(Object segment) {
		return below(JsonPointer.segment(segment));
	}

	/**
	 * Says that the value lies below that place.
	 * @param prefix a JSON pointer
	 * @return this exception
	 */
	InvalidItemException below(String prefix) {
		this.pointer = prefix + this.pointer;
		return this;
	}

}
