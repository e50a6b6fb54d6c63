package io.daplug.text;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers that are written as text, as DynamoDB keeps them. Whole numbers of up to
 * 18 digits, which is nearly all of them, cost no object.
 */
public final class DecimalText {

	private static final int LONG_DIGITS = 18;

	private DecimalText() {
	}

	/**
	 * Whether the text holds nothing but digits, after a minus sign or not.
	 * @param text the text
	 * @return {@code true} if there is at least one digit, and nothing else
	 */
	public static boolean isDigits(String text) {
		int length = text.length();
		for (int i = start(text); i < length; i++) {
			char character = text.charAt(i);
			if (character < '0' || character > '9') {
				return false;
			}
		}
		return length > 0;
	}

	/**
	 * Whether the text is a whole number that fits a long, as its length alone tells.
	 * @param text the number
	 * @return {@code true} if {@link Long#parseLong(String)} reads it
	 */
	public static boolean isLong(String text) {
		return text.length() - start(text) <= LONG_DIGITS && isDigits(text);
	}

	/**
	 * Whether the digits alone tell that the number has a fraction, so that it need not
	 * be parsed for that.
	 * @param text the number
	 * @return {@code true} if it certainly has a fraction
	 */
	public static boolean isFraction(String text) {
		int length = text.length();
		boolean point = false;
		for (int i = start(text); i < length; i++) {
			char character = text.charAt(i);
			if (character == '.' && !point) {
				point = true;
			}
			else if (character < '0' || character > '9') {
				return false;
			}
		}
		return point && text.charAt(length - 1) > '0';
	}

	/**
	 * Whether the text is a number without a fraction, however it is written: 1.0 and 1e3
	 * are.
	 * @param text the number
	 * @return {@code true} if it is whole
	 */
	public static boolean isWhole(String text) {
		if (isDigits(text)) {
			return true;
		}
		if (isFraction(text)) {
			return false;
		}
		BigDecimal number = parse(text);
		return number != null && isWhole(number);
	}

	/**
	 * Whether a number has no fraction.
	 * @param number the number
	 * @return {@code true} if it is whole
	 */
	public static boolean isWhole(BigDecimal number) {
		return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
	}

	/**
	 * Reads a number.
	 * @param text the number
	 * @return the number, or {@code null} if the text is none
	 */
	public static @Nullable BigDecimal parse(String text) {
		try {
			return new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static int start(String text) {
		return (text.length() > 1 && text.charAt(0) == '-') ? 1 : 0;
	}

}
