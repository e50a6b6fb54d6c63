package io.daplug.dynamodb;

import io.daplug.DaplugException;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * DynamoDB refused the request, or could not be reached, for a reason without an
 * exception of its own. Nothing was written. The cause is what the SDK threw.
 */
public final class DynamoDbAccessException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer
	 */
	public DynamoDbAccessException(String message, String table, Throwable cause) {
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
