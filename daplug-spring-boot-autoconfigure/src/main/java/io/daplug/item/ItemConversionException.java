package io.daplug.item;

import java.lang.reflect.Type;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A stored item cannot be read as the type that was asked for. The message names the type
 * and the place; what was stored there is left to the cause.
 */
public class ItemConversionException extends DataRetrievalFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Type type;

	/** Where it went wrong. */
	private final String pointer;

	/**
	 * Creates an exception for one attribute.
	 * @param type the type that was asked for
	 * @param pointer where it went wrong, as JSON pointer; empty for the item itself
	 * @param reason what is wrong there, continuing "the value"
	 * @param cause what made us notice, if that was an exception
	 */
	public ItemConversionException(Type type, String pointer, String reason, @Nullable Throwable cause) {
		super("Stored item cannot be read as " + type.getTypeName() + ": "
				+ (pointer.isEmpty() ? "it " : "the value at '" + pointer + "' ") + reason, cause);
		this.type = type;
		this.pointer = pointer;
	}

	/**
	 * Returns the type that was asked for.
	 * @return the type, or {@code null} when this exception came over a wire
	 */
	public @Nullable Type type() {
		return this.type;
	}

	/**
	 * Returns where it went wrong.
	 * @return a JSON pointer (RFC 6901) from the item's root, empty for the item itself
	 */
	public String pointer() {
		return this.pointer;
	}

}
