package io.daplug.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a value in a key apart from the text behind it: a percent sign, and the first
 * character of that text, are written as {@code %} and two hexadecimal digits of UTF-8.
 */
final class KeyEscape {

	private static final int DIGITS = 2;

	private KeyEscape() {
	}

	/**
	 * Writes a value.
	 * @param text what is written to
	 * @param value the value
	 * @param after the text behind it; empty if the key ends with the value, which is
	 * then written as it is
	 */
	static void append(StringBuilder text, String value, String after) {
		if (after.isEmpty() || (value.indexOf('%') < 0 && value.indexOf(after.charAt(0)) < 0)) {
			text.append(value);
			return;
		}
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (character == '%' || character == after.charAt(0)) {
				escape(text, character);
			}
			else {
				text.append(character);
			}
		}
	}

	private static void escape(StringBuilder text, char character) {
		for (byte part : String.valueOf(character).getBytes(StandardCharsets.UTF_8)) {
			text.append('%').append(String.format("%02X", part));
		}
	}

	/**
	 * Finds where a value ends. The text behind it may begin with a digit, which is no
	 * end where it is one of an escape.
	 * @return the position; -1 if the text is nowhere
	 */
	static int end(String key, int from, char after) {
		int at = from;
		while (at < key.length() && key.charAt(at) != after) {
			at += (key.charAt(at) == '%') ? 1 + DIGITS : 1;
		}
		return (at < key.length()) ? at : -1;
	}

	/**
	 * Reads a value that text follows.
	 * @param written the value as it is written
	 * @return the value; null if it was not written so
	 */
	static @Nullable String read(String written) {
		if (written.indexOf('%') < 0) {
			return written;
		}
		StringBuilder value = new StringBuilder(written.length());
		int at = 0;
		while (at < written.length()) {
			int end = at;
			while (end < written.length() && written.charAt(end) == '%') {
				end += 1 + DIGITS;
			}
			if (end > written.length()) {
				return null;
			}
			if (end == at) {
				value.append(written.charAt(at++));
				continue;
			}
			String read = unescaped(written.substring(at, end));
			if (read == null) {
				return null;
			}
			value.append(read);
			at = end;
		}
		return value.toString();
	}

	private static @Nullable String unescaped(String escapes) {
		ByteBuffer bytes = ByteBuffer.allocate(escapes.length() / (1 + DIGITS));
		try {
			for (int i = 1; i < escapes.length(); i += 1 + DIGITS) {
				bytes.put((byte) Integer.parseInt(escapes, i, i + DIGITS, 16));
			}
			return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
		}
		catch (NumberFormatException | CharacterCodingException ex) {
			return null;
		}
	}

}
