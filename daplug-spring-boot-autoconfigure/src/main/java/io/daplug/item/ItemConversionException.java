package io.daplug.item;

import java.lang.reflect.Type;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A stored item cannot be read as the requested type. The message contains the type and
 * the position, but not the value; the cause may contain it.
 */
public class ItemConversionException extends DataRetrievalFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Type type;

	/** Where it went wrong. */
	private final String pointer;

	/**
	 * Creates an exception for an attribute.
	 * @param type the requested type
	 * @param pointer the position of the attribute as a JSON pointer; empty for the item
	 * itself
	 * @param reason what is wrong, as a clause that follows "the value"
	 * @param cause the cause, if there is one
	 */
	public ItemConversionException(Type type, String pointer, String reason, @Nullable Throwable cause) {
		super("Stored item cannot be read as " + type.getTypeName() + ": "
				+ (pointer.isEmpty() ? "it " : "the value at '" + pointer + "' ") + reason, cause);
		this.type = type;
		this.pointer = pointer;
	}

	/**
	 * Creates an exception for an item as a whole.
	 * @param message the message, without contents of the item
	 * @param type the requested type
	 * @param cause the cause, if there is one
	 */
	protected ItemConversionException(String message, Type type, @Nullable Throwable cause) {
		super(message, cause);
		this.type = type;
		this.pointer = "";
	}

	/**
	 * Creates an exception that says what another one says, and more.
	 * @param message the message
	 * @param cause the other one
	 */
	protected ItemConversionException(String message, ItemConversionException cause) {
		super(message, cause);
		this.type = cause.type;
		this.pointer = cause.pointer;
	}

	/**
	 * Returns the requested type.
	 * @return the type; {@code null} only after Java serialization
	 */
	public @Nullable Type type() {
		return this.type;
	}

	/**
	 * Returns the position of the attribute that cannot be read.
	 * @return a JSON pointer (RFC 6901) that starts at the item; empty for the item
	 * itself
	 */
	public String pointer() {
		return this.pointer;
	}

}
