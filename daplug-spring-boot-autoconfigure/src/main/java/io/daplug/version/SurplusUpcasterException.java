package io.daplug.version;

import io.daplug.DaplugException;

/**
 * An upcaster has no place on the way from the first version of a table to its current
 * one.
 */
public final class SurplusUpcasterException extends IllegalStateException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The version that the upcaster takes. */
	private final int from;

	private SurplusUpcasterException(SchemaUpcaster upcaster, String message) {
		super(message);
		this.table = upcaster.table();
		this.from = upcaster.from();
	}

	static SurplusUpcasterException two(SchemaUpcaster one, SchemaUpcaster other) {
		return new SurplusUpcasterException(other, "Two upcasters take the items of version %d of table '%s': %s and %s"
			.formatted(other.from(), other.table(), name(one), name(other)));
	}

	static SurplusUpcasterException outside(SchemaUpcaster upcaster, SchemaVersionDefinition definition) {
		return new SurplusUpcasterException(upcaster,
				"%s takes items of version %d of table '%s', which is no version before the current one, %d"
					.formatted(name(upcaster), upcaster.from(), upcaster.table(), definition.current()));
	}

	private static String name(SchemaUpcaster upcaster) {
		return (upcaster instanceof FunctionUpcaster function) ? function.toString() : upcaster.getClass().getName();
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the version that the upcaster takes.
	 * @return the version
	 */
	public int from() {
		return this.from;
	}

}
