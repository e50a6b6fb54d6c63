package io.daplug.sns;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The message of a change would lack something that its table requires, or would hold
 * something that SNS does not accept. Thrown before the write, and nothing was written.
 */
public final class InvalidMessageException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param table the logical name of the table
	 * @param problem what is wrong with its message, without contents of the item
	 */
	public InvalidMessageException(String table, String problem) {
		super("The message about a change of table '%s' %s".formatted(table, problem));
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
