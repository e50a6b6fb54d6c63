package io.daplug.schema;

import java.util.OptionalInt;

import io.daplug.DaplugException;
import io.daplug.schema.document.UnusableDocumentException;
import io.daplug.schema.document.UnusableDocumentException.Place;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A schema file cannot be used: it is missing, broken, refers to what is not there or may
 * not be read, or names a schema that another file names too. Raised while schemas are
 * loaded, so at start.
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
		super(message(fault.place(), fault.problem()), fault.getCause());
		this.location = fault.place().location();
		this.pointer = fault.place().pointer();
		this.line = fault.place().line();
		this.problem = fault.problem();
		setStackTrace(fault.getStackTrace());
	}

	private static String message(Place place, String problem) {
		String pointer = place.pointer();
		return "Schema file '" + place.location() + "'" + ((place.line() > 0) ? ", line " + place.line() : "")
				+ ((pointer != null && !pointer.isEmpty()) ? ", at " + pointer : "") + ": " + problem;
	}

	/**
	 * The file that is at fault.
	 * @return the location as it was configured, or of the file that it refers to
	 */
	public String location() {
		return this.location;
	}

	/**
	 * The place inside the file as a JSON pointer.
	 * @return the pointer, or {@code null} if the file could not be read as a tree
	 */
	public @Nullable String pointer() {
		return this.pointer;
	}

	/**
	 * The line in the file, counted from one. For a fault inside an object it is the line
	 * where that object begins.
	 * @return the line, if known
	 */
	public OptionalInt line() {
		return (this.line > 0) ? OptionalInt.of(this.line) : OptionalInt.empty();
	}

	/**
	 * What is wrong, without the place.
	 * @return the problem in words
	 */
	public String problem() {
		return this.problem;
	}

}
