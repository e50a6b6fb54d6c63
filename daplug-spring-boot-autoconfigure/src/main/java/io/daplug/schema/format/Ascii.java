package io.daplug.schema.format;

/**
 * Kinds of characters in ASCII. Java's own count letters and digits of all languages.
 */
final class Ascii {

	private Ascii() {
	}

	static boolean isAlphanumeric(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || isDigit(character);
	}

	static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	static boolean isHex(char character) {
		return isDigit(character) || (character >= 'a' && character <= 'f') || (character >= 'A' && character <= 'F');
	}

}
