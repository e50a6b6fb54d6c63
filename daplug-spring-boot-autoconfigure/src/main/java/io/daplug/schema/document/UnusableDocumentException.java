package io.daplug.schema.document;

import org.jspecify.annotations.Nullable;

/**
 * A schema file cannot be used. Users see a {@code SchemaFileException} instead.
 */
public class UnusableDocumentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Where it is wrong. */
	private final transient Place place;

	/** What is wrong. */
	private final String problem;

	UnusableDocumentException(Place place, String problem, @Nullable Throwable cause) {
		super(problem, cause);
		this.place = place;
		this.problem = problem;
	}

	/**
	 * Creates an exception about a file as a whole.
	 * @param location the file
	 * @param problem what is wrong
	 * @param cause why, if something else failed
	 */
	public UnusableDocumentException(String location, String problem, @Nullable Throwable cause) {
		this(new Place(location, null, 0), problem, cause);
	}

	public final Place place() {
		return this.place;
	}

	public final String problem() {
		return this.problem;
	}

	/**
	 * A place in a file.
	 *
	 * @param location the file
	 * @param pointer where in the file, or {@code null} if it is no tree
	 * @param line the line, counted from one, or zero if it is not known
	 */
	public record Place(String location, @Nullable String pointer, int line) {

	}

}
