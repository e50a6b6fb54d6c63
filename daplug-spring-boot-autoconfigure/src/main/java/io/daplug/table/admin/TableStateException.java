package io.daplug.table.admin;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A table cannot be created, deleted or waited for in the state that it is in: it is
 * there already, protected from deletion, or being deleted.
 */
public final class TableStateException extends InvalidDataAccessResourceUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what the state is, and what to do
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer; null if it was not asked
	 */
	public TableStateException(String message, String table, @Nullable Throwable cause) {
		super(message, cause);
		this.table = table;
	}

	/**
	 * Returns the table.
	 * @return its logical name
	 */
	public String table() {
		return this.table;
	}

}
