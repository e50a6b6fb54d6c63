package io.daplug.expression;

import io.daplug.DaplugException;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A change does not fit the item that is stored: a value that it reaches into is missing,
 * or a value that it changes is of another type. Nothing was written.
 */
public final class UnfitChangeException extends DataIntegrityViolationException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The item's key. */
	private final transient ItemKey key;

	/**
	 * Creates the exception.
	 * @param message what does not fit
	 * @param table the logical name of the table
	 * @param key the item's key, prefixes removed
	 * @param cause DynamoDB's answer; null if nothing was sent
	 */
	public UnfitChangeException(String message, String table, ItemKey key, @Nullable Throwable cause) {
		super(message, cause);
		this.table = table;
		this.key = key;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the item's key.
	 * @return the key, prefixes removed
	 */
	public ItemKey key() {
		return this.key;
	}

}
