package io.daplug.schema;

import java.util.OptionalInt;

import io.daplug.schema.document.Notice;

/**
 * A mistake in a schema file that can be used all the same, such as a misspelt keyword,
 * which says nothing.
 *
 * @param location the file, as it was configured, or a file that the configured one
 * refers to
 * @param pointer the position in the file as a JSON pointer
 * @param line the line in the file, starting with 1, if it is known
 * @param problem what is wrong
 */
public record SchemaFileNotice(String location, String pointer, OptionalInt line, String problem) {

	static SchemaFileNotice of(Notice notice) {
		int line = notice.place().line();
		String pointer = notice.place().pointer();
		return new SchemaFileNotice(notice.place().location(), (pointer != null) ? pointer : "",
				(line > 0) ? OptionalInt.of(line) : OptionalInt.empty(), notice.problem());
	}

	@Override
	public String toString() {
		return SchemaFileException.message(this.location, this.line.orElse(0), this.pointer, this.problem);
	}

}
