package io.daplug.template.read;

import java.util.function.IntPredicate;

/**
 * Where texts lie in keys that write more text behind each. The end of a text is compared
 * with what is behind it, and two characters are escaped, so the order of the keys is not
 * that of the texts.
 *
 * @param behind the first character of what is behind each text
 */
record FollowedText(char behind) {

	/** What escapes begin with, which is escaped itself. */
	private static final char ESCAPE = '%';

	/** The part of a text before which no key of it, or of a greater text, sorts. */
	String least(String text) {
		char first = (char) Math.min(this.behind, ESCAPE);
		char last = (char) Math.max(this.behind, ESCAPE);
		return beginning(text, (character) -> character < first || character > last);
	}

	/**
	 * The part of a text such that no key of it, or of a lesser text, sorts after all
	 * that begins with that part.
	 */
	String most(String text) {
		char last = (char) Math.max(this.behind, ESCAPE);
		return beginning(text, (character) -> character > last);
	}

	private static String beginning(String text, IntPredicate keepsItsPlace) {
		return text.substring(0, (int) text.chars().takeWhile(keepsItsPlace).count());
	}

}
