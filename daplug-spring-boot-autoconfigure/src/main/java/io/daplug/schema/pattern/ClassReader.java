package io.daplug.schema.pattern;

import java.util.regex.PatternSyntaxException;

/**
 * Reads one class of a regular expression, from its opening bracket to the closing one.
 */
final class ClassReader {

	private final String text;

	private final Escapes escapes;

	private final int start;

	private int at;

	ClassReader(String text, Escapes escapes, int start) {
		this.text = text;
		this.escapes = escapes;
		this.start = start;
		this.at = start + 1;
	}

	/**
	 * Where the class ends.
	 * @return the index behind its closing bracket
	 */
	int end() {
		return this.at;
	}

	CodePoints read() {
		boolean negated = next() == '^';
		this.at += negated ? 1 : 0;
		CodePoints all = CodePoints.NONE;
		while (next() != ']') {
			int from = this.at;
			CodePoints first = member();
			if (next() == '-' && this.at + 1 < this.text.length() && this.text.charAt(this.at + 1) != ']') {
				this.at++;
				CodePoints last = member();
				all = all.or(between(first, last, from));
			}
			else {
				all = all.or(first);
			}
		}
		this.at++;
		return negated ? all.not() : all;
	}

	private CodePoints between(CodePoints first, CodePoints last, int from) {
		int[] low = first.bounds();
		int[] high = last.bounds();
		boolean single = low.length == 2 && low[0] == low[1] && high.length == 2 && high[0] == high[1];
		if (!single) {
			// a dash between two sets is a dash
			return first.or(CodePoints.range('-', '-')).or(last);
		}
		if (low[0] > high[0]) {
			throw new PatternSyntaxException("the ends of a range are out of order", this.text, from);
		}
		return CodePoints.range(low[0], high[0]);
	}

	private CodePoints member() {
		if (next() == '\\') {
			CodePoints points = this.escapes.read(this.at, true);
			this.at = this.escapes.end();
			return points;
		}
		int point = this.text.codePointAt(this.at);
		this.at += Character.charCount(point);
		return CodePoints.range(point, point);
	}

	private char next() {
		if (this.at >= this.text.length()) {
			throw new PatternSyntaxException("a class is not closed", this.text, this.start);
		}
		return this.text.charAt(this.at);
	}

}
