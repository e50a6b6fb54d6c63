package io.daplug.dynamodb;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * DynamoDB has no table, or no index, of the configured name.
 */
public final class TableNotFoundException extends InvalidDataAccessResourceUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer
	 */
	public TableNotFoundException(String message, String table, Throwable cause) {
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
