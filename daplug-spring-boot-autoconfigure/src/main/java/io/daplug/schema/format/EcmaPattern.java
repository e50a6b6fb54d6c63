package io.daplug.schema.format;

import java.util.regex.Pattern;

/**
 * Regular expressions as JSON schema means them, in Java's notation. The two dialects
 * agree on nearly everything that schemas use; what differs and is common is translated.
 */
public final class EcmaPattern {

	private EcmaPattern() {
	}

	/**
	 * Compiles an expression that is searched for, not matched against the whole text.
	 * @param expression the expression as ECMA-262 writes it
	 * @return the pattern
	 */
	public static Pattern compile(String expression) {
		StringBuilder java = new StringBuilder(expression.length() + 8);
		boolean inClass = false;
		for (int i = 0; i < expression.length(); i++) {
			char character = expression.charAt(i);
			if (character == '\\' && i + 1 < expression.length()) {
				i += escape(expression, i, java);
			}
			else if (inClass) {
				inClass = character != ']';
				// Java nests classes and intersects them with &&, ECMA does neither
				java.append((character == '[' || character == '&') ? "\\" + character : String.valueOf(character));
			}
			else if (character == '[') {
				inClass = true;
				java.append(character);
				if (expression.startsWith("[^]", i)) {
					java.setLength(java.length() - 1);
					java.append("[\\s\\S]");
					inClass = false;
					i += 2;
				}
			}
			else {
				// without the flag m, $ is the very end in ECMA, in Java also before a
				// last
				// line break
				java.append((character == '$') ? "\\z" : String.valueOf(character));
			}
		}
		return Pattern.compile(java.toString());
	}

	private static int escape(String expression, int at, StringBuilder java) {
		char next = expression.charAt(at + 1);
		if (next == 'u' && at + 2 < expression.length() && expression.charAt(at + 2) == '{') {
			java.append("\\x");
			return 1;
		}
		if (next == '/' || next == '-' || next == '_' || next == ':' || next == '@') {
			java.append((next == '-') ? "\\-" : String.valueOf(next));
			return 1;
		}
		java.append('\\').append(next);
		return 1;
	}

}
