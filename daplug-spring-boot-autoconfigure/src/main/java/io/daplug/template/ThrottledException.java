package io.daplug.template;

import io.daplug.DaplugException;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * DynamoDB refuses for lack of capacity, or because a transaction holds the item, after
 * all of the SDK's retries. The call can be made again later.
 */
public final class ThrottledException extends TransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer
	 */
	public ThrottledException(String message, String table, Throwable cause) {
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
