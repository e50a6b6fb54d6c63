package io.daplug.expression;

import java.util.List;

/**
 * The smallest part of a plain expression that means something.
 *
 * @param kind what it is
 * @param text how it is written
 * @param position where it begins
 */
record Token(Kind kind, String text, int position) {

	private static final List<String> KEYWORDS = List.of("AND", "OR", "NOT", "BETWEEN", "IN");

	static Token word(String text, int position) {
		return new Token(isKeyword(text) ? Kind.KEYWORD : Kind.NAME, text, position);
	}

	boolean isSymbol(String text) {
		return this.kind == Kind.SYMBOL && this.text.equals(text);
	}

	boolean isKeywordFor(String text) {
		return this.kind == Kind.KEYWORD && this.text.equalsIgnoreCase(text);
	}

	/** Returns whether it names something, where only a name can stand. */
	boolean names() {
		return this.kind == Kind.NAME || this.kind == Kind.ALIAS || this.kind == Kind.KEYWORD;
	}

	/** Says what it is, for messages: never the value that a placeholder stands for. */
	String description() {
		return (this.kind == Kind.END) ? "the end of the expression" : "'" + this.text + "'";
	}

	/** Returns whether the text can stand anywhere in an expression without an alias. */
	static boolean isName(String text) {
		if (text.isEmpty() || isDigit(text.charAt(0))) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			if (!isNamePart(text.charAt(i))) {
				return false;
			}
		}
		return !isKeyword(text);
	}

	private static boolean isKeyword(String text) {
		for (String keyword : KEYWORDS) {
			if (keyword.equalsIgnoreCase(text)) {
				return true;
			}
		}
		return false;
	}

	static boolean isNamePart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/** The kinds of tokens. */
	enum Kind {

		/** A bare name: of an attribute or of a function. */
		NAME,
		/** AND, OR, NOT, BETWEEN or IN. */
		KEYWORD,
		/** Stands for a name, begins with a hash. */
		ALIAS,
		/** Stands for a value, begins with a colon. */
		VALUE,
		/** Digits, as in an index. */
		NUMBER,
		/** A comparator, bracket, parenthesis, comma or dot. */
		SYMBOL,
		/** Nothing that an expression may hold. */
		UNKNOWN,
		/** Nothing is left. */
		END

	}

}
