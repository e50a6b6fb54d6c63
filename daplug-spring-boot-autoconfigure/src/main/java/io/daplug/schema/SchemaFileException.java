package io.daplug.schema;

import java.util.OptionalInt;

import io.daplug.DaplugException;
import io.daplug.schema.document.UnusableDocumentException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A schema file cannot be used: it is missing or broken, it refers to something that does
 * not exist or may not be read, or it defines a schema that another file defines too.
 * Thrown while schemas are loaded, which is when the application starts.
 */
public final class SchemaFileException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The file. */
	private final String location;

	/** Where in the file. */
	private final @Nullable String pointer;

	/** The line, if it is known. */
	private final int line;

	/** What is wrong. */
	private final String problem;

	SchemaFileException(UnusableDocumentException fault) {
		super(message(fault.place().location(), fault.place().line(), fault.place().pointer(), fault.problem()),
				fault.getCause());
		this.location = fault.place().location();
		this.pointer = fault.place().pointer();
		this.line = fault.place().line();
		this.problem = fault.problem();
		setStackTrace(fault.getStackTrace());
	}

	static String message(String location, int line, @Nullable String pointer, String problem) {
		return "Schema file '" + location + "'" + ((line > 0) ? ", line " + line : "")
				+ ((pointer != null && !pointer.isEmpty()) ? ", at " + pointer : "") + ": " + problem;
	}

	/**
	 * Returns the file with the problem.
	 * @return the location as it was configured, or the location of a file that the
	 * configured one refers to
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Returns the position in the file as a JSON pointer.
	 * @return the pointer, or {@code null} if the file could not be parsed
	 */
	public @Nullable String pointer() {
		return this.pointer;
	}

	/**
	 * Returns the line in the file, starting with 1.
	 * @return the line, if it is known: a file that is missing has none
	 */
	public OptionalInt line() {
		return (this.line > 0) ? OptionalInt.of(this.line) : OptionalInt.empty();
	}

	/**
	 * Returns what is wrong, without the position.
	 * @return the problem
	 */
	public String problem() {
		return this.problem;
	}

}
