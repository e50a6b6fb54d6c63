package io.daplug.web;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * Values as the text of entity tags, and back. Numbers and texts never have the same tag,
 * so a tag says by itself which of the two it stands for: a number is written plainly; a
 * text is too, unless it looks like a number, and what a tag must not hold is escaped as
 * in a URI.
 */
final class TagText {

	private static final Pattern NUMBER = Pattern.compile("0|-?(?:[1-9][0-9]*|0(?=\\.))(?:\\.[0-9]*[1-9])?");

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private TagText() {
	}

	static String of(BigDecimal number) {
		return (number.signum() != 0) ? number.stripTrailingZeros().toPlainString() : "0";
	}

	static String of(String text) {
		boolean likeNumber = NUMBER.matcher(text).matches();
		StringBuilder tag = new StringBuilder(text.length() + 8);
		for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
			if (isPlain(part) && !(likeNumber && tag.isEmpty())) {
				tag.append((char) part);
			}
			else {
				HEX.toHexDigits(tag.append('%'), part);
			}
		}
		return tag.toString();
	}

	/**
	 * Returns the value that a tag stands for.
	 * @param tag the tag, without its quotes
	 * @return a whole number as {@link Long} where it fits, another number as
	 * {@link BigDecimal}, or a text; null if no value has this tag
	 */
	static @Nullable Object value(String tag) {
		if (NUMBER.matcher(tag).matches()) {
			return DecimalText.isLong(tag) ? (Object) Long.valueOf(tag) : new BigDecimal(tag);
		}
		String text = unescaped(tag);
		return (text != null && of(text).equals(tag)) ? text : null;
	}

	private static @Nullable String unescaped(String tag) {
		ByteBuffer bytes = ByteBuffer.allocate(tag.length());
		for (int i = 0; i < tag.length(); i++) {
			char character = tag.charAt(i);
			if (character == '%' && isHex(tag, i + 1) && isHex(tag, i + 2)) {
				bytes.put((byte) HexFormat.fromHexDigits(tag, i + 1, i + 3));
				i += 2;
			}
			else if (isPlain(character)) {
				bytes.put((byte) character);
			}
			else {
				return null;
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean isHex(String tag, int index) {
		return index < tag.length() && HexFormat.isHexDigit(tag.charAt(index));
	}

	/** Commas and backslashes are allowed, but not every client gets them right. */
	private static boolean isPlain(int character) {
		return character > ' ' && character < 0x7F && character != '"' && character != '%' && character != ','
				&& character != '\\';
	}

}
