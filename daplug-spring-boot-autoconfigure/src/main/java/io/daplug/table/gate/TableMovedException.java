package io.daplug.table.gate;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A table must not be written: its items have moved to another one, or have not moved to
 * it yet. Nothing was written. {@link #activeTable()} is the one to write.
 */
public final class TableMovedException extends InvalidDataAccessResourceUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table that must not be written. */
	private final String table;

	/** The logical name of the table to write. */
	private final String activeTable;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param table the logical name of the table that must not be written
	 * @param activeTable the logical name of the table to write
	 */
	public TableMovedException(String message, String table, String activeTable) {
		super(message);
		this.table = table;
		this.activeTable = activeTable;
	}

	/**
	 * Returns the table that must not be written.
	 * @return its logical name
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the table to write.
	 * @return its logical name
	 */
	public String activeTable() {
		return this.activeTable;
	}

}
