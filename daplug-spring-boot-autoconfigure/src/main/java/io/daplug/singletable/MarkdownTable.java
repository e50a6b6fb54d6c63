package io.daplug.singletable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of Markdown, written and read back. Names in it may have any characters.
 */
final class MarkdownTable {

	/** A backslash stands before what would end a cell, and before itself. */
	private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\|])");

	private static final Pattern CODE = Pattern.compile("(`+) ?(.*?) ?\\1", Pattern.DOTALL);

	private final StringBuilder text = new StringBuilder();

	MarkdownTable(List<String> columns) {
		row(columns);
		row(columns.stream().map((column) -> "---").toList());
	}

	void row(Collection<String> cells) {
		cells.forEach((cell) -> this.text.append("| ").append(cell).append(cell.isEmpty() ? "" : " "));
		this.text.append("|\n");
	}

	/** A name as code; nothing for an empty one. */
	static String code(String name) {
		if (name.isEmpty()) {
			return "";
		}
		String escaped = name.replace("\\", "\\\\").replace("|", "\\|");
		return (name.indexOf('`') < 0) ? "`" + escaped + "`" : "`` " + escaped + " ``";
	}

	/** The name that a cell has as code, or as it is. */
	static String name(String cell) {
		Matcher code = CODE.matcher(cell);
		String name = code.matches() ? code.group(2) : cell;
		return ESCAPED.matcher(name).replaceAll((match) -> Matcher.quoteReplacement(match.group(1)));
	}

	/**
	 * The rows of a table.
	 * @param lines what is below a heading
	 * @param columns its columns
	 * @return the cells of each row; nothing if there is no such table
	 */
	static List<List<String>> rows(List<String> lines, List<String> columns) {
		List<List<String>> rows = lines.stream()
			.map(String::strip)
			.filter((line) -> line.startsWith("|"))
			.map(MarkdownTable::cells)
			.collect(Collectors.toCollection(ArrayList::new));
		if (rows.size() < 2 || !rows.get(0).equals(columns)) {
			return List.of();
		}
		return rows;
	}

	private static List<String> cells(String line) {
		List<String> cells = new ArrayList<>();
		int begin = 1;
		for (int i = 1; i < line.length(); i++) {
			if (line.charAt(i) == '\\') {
				i++;
			}
			else if (line.charAt(i) == '|') {
				cells.add(line.substring(begin, i).strip());
				begin = i + 1;
			}
		}
		return cells;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
