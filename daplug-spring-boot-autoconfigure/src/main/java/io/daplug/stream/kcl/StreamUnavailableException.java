package io.daplug.stream.kcl;

import io.daplug.DaplugException;

/**
 * The stream of a table cannot be read: the table has none, or one that does not show
 * enough. Says what to enable.
 */
public final class StreamUnavailableException extends IllegalStateException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** What to do. */
	private final String action;

	StreamUnavailableException(String table, String problem, String action) {
		super("The stream of table '%s' cannot be read: %s".formatted(table, problem));
		this.table = table;
		this.action = action;
	}

	/**
	 * Returns the table.
	 * @return its logical name
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns what to do.
	 * @return a sentence or two
	 */
	public String action() {
		return this.action;
	}

}
