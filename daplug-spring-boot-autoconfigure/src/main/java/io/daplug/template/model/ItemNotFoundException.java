package io.daplug.template.model;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * The item to update is not stored, or was deleted while it was being updated. Nothing
 * was written, and a deleted item does not come back.
 */
public final class ItemNotFoundException extends DataRetrievalFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer; null if nothing was sent
	 */
	public ItemNotFoundException(String message, String table, @Nullable Throwable cause) {
		super(message, cause);
		this.table = table;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

}
