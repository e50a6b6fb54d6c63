package io.daplug.item;

import io.daplug.DaplugException;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An item cannot be stored, because DynamoDB does not support a value or because the
 * value exceeds a limit. Thrown before any request is made. The message tells the
 * position of the value and what to do, and never contains the value.
 */
public class InvalidItemException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What is wrong, as a clause. */
	private final String reason;

	/** Where the value is. */
	private String pointer;

	/**
	 * Creates an exception for a value of an item.
	 * @param pointer the position of the value as a JSON pointer; empty for the item
	 * itself
	 * @param reason what is wrong with the value and what to do, as a clause that follows
	 * "the value"
	 * @param cause the cause, if there is one
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
	 * Returns the position of the value.
	 * @return a JSON pointer (RFC 6901) that starts at the item; empty for the item
	 * itself
	 */
	public final String pointer() {
		return this.pointer;
	}

	/**
	 * Returns what is wrong with the value.
	 * @return a clause that continues "the value"
	 */
	public final String reason() {
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
	 * Says that the value lies below that place. For whoever converts a part of an item.
	 * @param prefix a JSON pointer
	 * @return this exception
	 */
	public InvalidItemException below(String prefix) {
		this.pointer = prefix + this.pointer;
		return this;
	}

}
