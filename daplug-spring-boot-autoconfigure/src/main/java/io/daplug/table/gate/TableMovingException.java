package io.daplug.table.gate;

import io.daplug.DaplugException;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A table could not be written in time: its items are being moved to another table at
 * this moment, or nobody can tell whether they are. Nothing was written. The write can be
 * made again a little later, and may then have to go to the other table.
 */
public final class TableMovingException extends TransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table
	 */
	public TableMovingException(String message, String table) {
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
