package io.daplug.text;

/**
 * Text that can be sent. Java's texts may hold one half of a surrogate pair, which no
 * encoding has: on the way out it would become a question mark, and two texts one.
 */
public final class UnicodeText {

	/** What is wrong with text that cannot be sent, as a clause that follows its name. */
	public static final String PROBLEM = "holds one half of a surrogate pair, which is no character and cannot be stored";

	private UnicodeText() {
	}

	/**
	 * Returns whether each surrogate in a text is part of a pair.
	 * @param text the text
	 * @return whether the text can be sent as it is
	 */
	public static boolean isWellFormed(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (!isPair(text, i)) {
					return false;
				}
				i++;
			}
		}
		return true;
	}

	/**
	 * Returns whether a surrogate pair begins at an index.
	 * @param text the text
	 * @param index the index of a character
	 * @return whether the character and the next one are a pair
	 */
	public static boolean isPair(String text, int index) {
		return Character.isHighSurrogate(text.charAt(index)) && index + 1 < text.length()
				&& Character.isLowSurrogate(text.charAt(index + 1));
	}

}
