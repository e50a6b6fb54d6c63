package io.daplug.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a document path in which some names are in double quotes, as
 * {@link AttributePath#toString} writes it.
 */
final class QuotedPathParser {

	private final String text;

	private int position;

	QuotedPathParser(String text) {
		this.text = text;
	}

	AttributePath path() {
		List<Object> elements = new ArrayList<>();
		elements.add(name());
		while (this.position < this.text.length()) {
			char next = this.text.charAt(this.position);
			if (next == '.') {
				this.position++;
				elements.add(name());
			}
			else if (next == '[') {
				elements.add(index());
			}
			else {
				throw failure("expected '.', '[' or the end of the path");
			}
		}
		return new AttributePath(List.copyOf(elements));
	}

	private String name() {
		int start = this.position;
		String name = (peek() == '"') ? quoted() : plain();
		String problem = AttributePath.nameProblem(name);
		if (name.isEmpty() || problem != null) {
			this.position = start;
			throw failure(name.isEmpty() ? "expected a name; names of other characters than letters, digits and "
					+ "underscores stand in double quotes" : "the name " + problem);
		}
		return name;
	}

	private String plain() {
		int start = this.position;
		while (Token.isNamePart(peek())) {
			this.position++;
		}
		return this.text.substring(start, this.position);
	}

	private String quoted() {
		StringBuilder name = new StringBuilder();
		int start = this.position++;
		while (this.position < this.text.length()) {
			char next = this.text.charAt(this.position++);
			if (next == '"') {
				return name.toString();
			}
			name.append(
					(next == '\\' && this.position < this.text.length()) ? this.text.charAt(this.position++) : next);
		}
		this.position = start;
		throw failure("the double quote is not closed");
	}

	private Integer index() {
		int start = ++this.position;
		while (Token.isDigit(peek())) {
			this.position++;
		}
		try {
			int index = Integer.parseInt(this.text, start, this.position, 10);
			if (peek() == ']') {
				this.position++;
				return index;
			}
		}
		catch (NumberFormatException ex) {
			// Told below, with its place.
		}
		this.position = start;
		throw failure("expected the index of an element and ']'");
	}

	/**
	 * The next character; a space if there is none, which no path has outside of quotes.
	 */
	private char peek() {
		return (this.position < this.text.length()) ? this.text.charAt(this.position) : ' ';
	}

	private InvalidExpressionException failure(String problem) {
		return new InvalidExpressionException(this.text, this.position, problem);
	}

}
