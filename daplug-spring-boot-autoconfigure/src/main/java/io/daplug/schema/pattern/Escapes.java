package io.daplug.schema.pattern;

import java.util.regex.PatternSyntaxException;

/**
 * Reads escapes that stand for characters.
 */
final class Escapes {

	private final String text;

	private int at;

	Escapes(String text) {
		this.text = text;
	}

	/**
	 * Where the escape that was read last ends.
	 * @return the index behind it
	 */
	int end() {
		return this.at;
	}

	/**
	 * Reads an escape.
	 * @param start the index of its backslash
	 * @param inClass whether it stands in a class
	 * @return the characters it stands for
	 */
	CodePoints read(int start, boolean inClass) {
		if (start + 1 >= this.text.length()) {
			throw fault("a backslash escapes nothing", start);
		}
		int next = this.text.codePointAt(start + 1);
		this.at = start + 1 + Character.charCount(next);
		return switch (next) {
			case 'd' -> CodePoints.DIGITS;
			case 'D' -> CodePoints.DIGITS.not();
			case 'w' -> CodePoints.WORD;
			case 'W' -> CodePoints.WORD.not();
			case 's' -> CodePoints.SPACE;
			case 'S' -> CodePoints.SPACE.not();
			case 'p' -> property(start);
			case 'P' -> property(start).not();
			default -> {
				int point = point(next, start, inClass);
				yield CodePoints.range(point, point);
			}
		};
	}

	private int point(int next, int start, boolean inClass) {
		return switch (next) {
			case 't' -> '\t';
			case 'n' -> '\n';
			case 'v' -> 0x0B;
			case 'f' -> '\f';
			case 'r' -> '\r';
			case '0' -> {
				if (this.at < this.text.length() && Character.isDigit(this.text.charAt(this.at))) {
					throw fault("octal numbers are not understood, write '\\x'", start);
				}
				yield 0;
			}
			case 'c' -> {
				char letter = (this.at < this.text.length()) ? this.text.charAt(this.at++) : ' ';
				if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
					throw fault("'\\c' must be followed by a letter", start);
				}
				yield letter % 32;
			}
			case 'x' -> hexadecimal(2, start);
			case 'u' -> unicode(start);
			default -> {
				if (inClass && next == 'b') {
					yield '\b';
				}
				if (Character.isLetterOrDigit(next)) {
					throw fault("'\\" + Character.toString(next) + "' means nothing in ECMA-262"
							+ ((next == 'A' || next == 'Z' || next == 'z') ? ", write '^' or '$'" : ""), start);
				}
				yield next;
			}
		};
	}

	private int unicode(int start) {
		if (this.text.startsWith("{", this.at)) {
			int end = this.text.indexOf('}', this.at);
			String digits = (end > 0) ? this.text.substring(this.at + 1, end) : "";
			String significant = digits.replaceFirst("^0+(?=.)", "");
			if (!digits.matches("[0-9a-fA-F]+") || significant.length() > 6
					|| Integer.parseInt(significant, 16) > Character.MAX_CODE_POINT) {
				throw fault("'\\u{' must be followed by the number of a character and '}'", start);
			}
			this.at = end + 1;
			return Integer.parseInt(significant, 16);
		}
		int unit = hexadecimal(4, start);
		int after = this.at;
		if (Character.isHighSurrogate((char) unit) && this.text.startsWith("\\u", after)
				&& !this.text.startsWith("{", after + 2)) {
			this.at += 2;
			int low = hexadecimal(4, start);
			if (Character.isLowSurrogate((char) low)) {
				return Character.toCodePoint((char) unit, (char) low);
			}
			this.at = after;
		}
		return unit;
	}

	private int hexadecimal(int digits, int start) {
		int end = this.at + digits;
		String number = (end <= this.text.length()) ? this.text.substring(this.at, end) : "";
		if (!number.matches("[0-9a-fA-F]+")) {
			throw fault("'\\" + this.text.charAt(start + 1) + "' must be followed by " + digits + " hexadecimal digits",
					start);
		}
		this.at = end;
		return Integer.parseInt(number, 16);
	}

	private CodePoints property(int start) {
		int end = this.text.indexOf('}', this.at);
		if (!this.text.startsWith("{", this.at) || end < 0) {
			throw fault("'\\p' must be followed by a property in '{' and '}'", start);
		}
		String name = this.text.substring(this.at + 1, end);
		this.at = end + 1;
		CodePoints points = UnicodeProperties.find(name);
		if (points == null) {
			throw fault("'" + name + "' is not a Unicode property", start);
		}
		return points;
	}

	private PatternSyntaxException fault(String problem, int at) {
		return new PatternSyntaxException(problem, this.text, at);
	}

}
