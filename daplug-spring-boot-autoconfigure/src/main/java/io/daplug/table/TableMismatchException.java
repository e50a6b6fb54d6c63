package io.daplug.table;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A table in DynamoDB has other keys than the definition says.
 */
public final class TableMismatchException extends InvalidDataAccessResourceUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what differs
	 * @param table the logical name of the table
	 */
	public TableMismatchException(String message, String table) {
		super(message);
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
