package io.daplug.expression;

/** Cuts a plain expression into tokens, one ahead of the reader. */
final class Tokenizer {

	private final String expression;

	private int end;

	private Token next;

	Tokenizer(String expression) {
		this.expression = expression;
		this.next = scan();
	}

	/** Returns the next token and leaves it there. */
	Token peek() {
		return this.next;
	}

	/** Returns the next token and moves on. */
	Token take() {
		Token taken = this.next;
		if (taken.kind() != Token.Kind.END) {
			this.next = scan();
		}
		return taken;
	}

	boolean takeSymbol(String text) {
		if (this.next.isSymbol(text)) {
			take();
			return true;
		}
		return false;
	}

	boolean takeKeyword(String text) {
		if (this.next.isKeywordFor(text)) {
			take();
			return true;
		}
		return false;
	}

	void requireSymbol(String text) {
		if (!takeSymbol(text)) {
			throw expected("'" + text + "'");
		}
	}

	/** The next token is not what has to stand there. */
	InvalidExpressionException expected(String expected) {
		String hint = (this.next.kind() == Token.Kind.UNKNOWN)
				? "; a name that is more than letters, digits and underscores, or begins with a digit, needs an alias"
				: "";
		return failure(this.next.position(), "expected " + expected + ", but found " + this.next.description() + hint);
	}

	InvalidExpressionException failure(int position, String problem) {
		return new InvalidExpressionException(this.expression, position, problem);
	}

	private Token scan() {
		while (this.end < this.expression.length() && " \t\r\n".indexOf(this.expression.charAt(this.end)) >= 0) {
			this.end++;
		}
		int start = this.end;
		if (start == this.expression.length()) {
			return new Token(Token.Kind.END, "", start);
		}
		char first = this.expression.charAt(start);
		this.end++;
		if (first == '#' || first == ':') {
			Token.Kind kind = (first == '#') ? Token.Kind.ALIAS : Token.Kind.VALUE;
			String text = nameFrom(start);
			return new Token((text.length() > 1) ? kind : Token.Kind.UNKNOWN, text, start);
		}
		if (Token.isDigit(first)) {
			String text = nameFrom(start);
			boolean number = text.chars().allMatch((c) -> Token.isDigit((char) c));
			return new Token(number ? Token.Kind.NUMBER : Token.Kind.UNKNOWN, text, start);
		}
		if (Token.isNamePart(first)) {
			return Token.word(nameFrom(start), start);
		}
		return symbol(first, start);
	}

	private Token symbol(char first, int start) {
		if ("=()[],.<>".indexOf(first) < 0) {
			this.end = start + Character.charCount(this.expression.codePointAt(start));
			return new Token(Token.Kind.UNKNOWN, this.expression.substring(start, this.end), start);
		}
		if (first == '<' || first == '>') {
			char second = (this.end < this.expression.length()) ? this.expression.charAt(this.end) : ' ';
			if (second == '=' || (first == '<' && second == '>')) {
				this.end++;
			}
		}
		return new Token(Token.Kind.SYMBOL, this.expression.substring(start, this.end), start);
	}

	private String nameFrom(int start) {
		while (this.end < this.expression.length() && Token.isNamePart(this.expression.charAt(this.end))) {
			this.end++;
		}
		return this.expression.substring(start, this.end);
	}

}
