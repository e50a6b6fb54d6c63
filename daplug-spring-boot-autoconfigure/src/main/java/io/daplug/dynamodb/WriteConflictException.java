package io.daplug.dynamodb;

import io.daplug.DaplugException;

import org.springframework.dao.ConcurrencyFailureException;

/**
 * Another writer held the item at the same moment: a transaction that includes it, or
 * another region of a global table. Nothing was written. The conflict passes, so the call
 * can be made again.
 */
public final class WriteConflictException extends ConcurrencyFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 * @param cause DynamoDB's answer
	 */
	public WriteConflictException(String message, String table, Throwable cause) {
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
