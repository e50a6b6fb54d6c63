package io.daplug.version;

import io.daplug.DaplugException;

/**
 * A table has an earlier version whose items nothing makes items of the next one.
 */
public final class MissingUpcasterException extends IllegalStateException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The version that lacks an upcaster. */
	private final int from;

	MissingUpcasterException(String table, int from, SchemaVersionDefinition definition) {
		super("Table '%s' has items of the versions 1 to %d, and no upcaster makes items of version %d items of version %d"
			.formatted(table, definition.current(), from, from + 1));
		this.table = table;
		this.from = from;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the version that lacks an upcaster.
	 * @return the version
	 */
	public int from() {
		return this.from;
	}

}
