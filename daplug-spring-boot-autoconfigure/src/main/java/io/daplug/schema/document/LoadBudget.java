package io.daplug.schema.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.text.JsonPointer;

/**
 * What one load may cost: all configured files together, with all that they refer to. The
 * bounds are far above what real documents need, and far below what a process can bear. A
 * file that wants more is refused, with the place where it became too much. Used by one
 * thread at a time.
 */
public final class LoadBudget {

	/** How deep a document may be nested. */
	static final int DEPTH = 200;

	/** How many schemas may lead to each other in a row. */
	static final int STEPS = 400;

	private static final int MEGABYTES = 16;

	private static final int LINE = 250_000;

	private static final int VALUES = 1_000_000;

	private static final int PATTERN = 20_000;

	private static final int PATTERNS = 1_000_000;

	private static final int DOCUMENTS = 1_000;

	private static final int REMOTE_DOCUMENTS = 100;

	private static final Duration REMOTE_TIME = Duration.ofSeconds(60);

	private static final long WORK = 3_000_000;

	private static final int BUFFER = 8192;

	private long bytes;

	private long values;

	private long patterns;

	private int documents;

	private int remoteDocuments;

	/** When the first remote file was asked for. */
	private long remoteSince;

	/**
	 * Counts one more document.
	 * @param place what refers to it
	 * @param remote whether it lies on another machine
	 */
	void document(Place place, boolean remote) {
		this.documents++;
		if (remote) {
			this.remoteSince = (this.remoteDocuments == 0) ? System.nanoTime() : this.remoteSince;
			this.remoteDocuments++;
		}
		if (this.documents > DOCUMENTS || this.remoteDocuments > REMOTE_DOCUMENTS) {
			throw new TooLargeException(place, "references lead to more than %,d %sfiles"
				.formatted(remote ? REMOTE_DOCUMENTS : DOCUMENTS, remote ? "remote " : ""));
		}
	}

	/**
	 * Reads a file, and no more of it than is allowed.
	 * @param location the file, to be named
	 * @param input its content
	 * @param remote whether it comes from another machine, which may be slow
	 * @return the content
	 * @throws IOException if it cannot be read
	 */
	byte[] read(String location, InputStream input, boolean remote) throws IOException {
		ByteArrayOutputStream content = new ByteArrayOutputStream(BUFFER);
		byte[] buffer = new byte[BUFFER];
		int line = 1;
		for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
			this.bytes += count;
			if (this.bytes > MEGABYTES * 1024L * 1024) {
				throw new TooLargeException(new Place(location, null, line),
						"is too large: all schema files of a load may have %d MB together".formatted(MEGABYTES));
			}
			for (int i = 0; i < count; i++) {
				line += (buffer[i] == '\n') ? 1 : 0;
			}
			content.write(buffer, 0, count);
			if (remote && this.remoteDocuments > 0 && System.nanoTime() - this.remoteSince > REMOTE_TIME.toNanos()) {
				throw new TooLargeException(new Place(location, null, line),
						"takes too long: remote files of a load may take %d s together"
							.formatted(REMOTE_TIME.toSeconds()));
			}
		}
		return content.toByteArray();
	}

	/**
	 * Requires that no line of a text is too long for a scanner of YAML, which takes time
	 * quadratic in the length of what it cannot break.
	 * @param location the file, to be named
	 * @param text its content
	 */
	static void requireLines(String location, String text) {
		int line = 1;
		for (int start = 0; start < text.length(); line++) {
			int end = text.indexOf('\n', start);
			end = (end < 0) ? text.length() : end;
			if (end - start > LINE) {
				throw new TooLargeException(new Place(location, null, line),
						"is too long: a line of YAML may have %,d characters".formatted(LINE));
			}
			start = end + 1;
		}
	}

	/**
	 * Requires that a document that is being read does not hold too much.
	 * @param location the file, to be named
	 * @param line the line that has been reached
	 * @param values how many values it holds up to there, with what aliases stand for
	 */
	void requireValues(String location, int line, long values) {
		if (this.values + values > VALUES) {
			throw new TooLargeException(new Place(location, null, line),
					"holds too much: all schema files of a load may hold %,d values together, and an alias counts as what it stands for"
						.formatted(VALUES));
		}
	}

	/**
	 * Requires that a document is not nested too deeply.
	 * @param location the file, to be named
	 * @param line the line that has been reached
	 * @param depth the depth
	 */
	static void requireDepth(String location, int line, int depth) {
		if (depth > DEPTH) {
			throw new TooLargeException(new Place(location, null, line),
					"is nested too deeply: a schema file may have %,d levels".formatted(DEPTH));
		}
	}

	/**
	 * Counts the values of a document that has been read.
	 * @param values how many it holds, with what aliases stand for
	 */
	void addValues(long values) {
		this.values += values;
	}

	/**
	 * Counts a regular expression, which takes more time to compile than its length.
	 * @param schema the schema that holds it
	 * @param keyword the keyword that holds it
	 * @param expression the expression
	 */
	void pattern(RawSchema schema, String keyword, String expression) {
		this.patterns += expression.length();
		if (expression.length() > PATTERN || this.patterns > PATTERNS) {
			throw new TooLargeException(schema.document().place(JsonPointer.child(schema.pointer(), keyword)),
					"is too long: a regular expression may have %,d characters, and all of a load %,d together"
						.formatted(PATTERN, PATTERNS));
		}
	}

	/**
	 * Requires that schemas do not lead to each other for too long.
	 * @param schema the schema that has been reached
	 * @param steps how many there were before
	 */
	public static void requireSteps(RawSchema schema, int steps) {
		if (steps > STEPS) {
			throw new TooLargeException(schema.place(),
					"is the end of more than %,d schemas that lead to each other in a row, by references or as parts"
						.formatted(STEPS));
		}
	}

	/**
	 * Requires that compiling a schema does not cost too much: a schema may combine
	 * others, and combinations of combinations may be more than can be.
	 * @param schema the schema that is being looked at
	 * @param work how many schemas have been looked at so far
	 */
	public static void requireWork(RawSchema schema, long work) {
		if (work > WORK) {
			throw new TooLargeException(schema.place(),
					"has alternatives that combine in too many ways: more than %,d steps are needed".formatted(WORK));
		}
	}

}
