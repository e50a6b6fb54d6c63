package io.daplug.schema;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Reads the text of DynamoDB's numbers. Whole numbers of up to 18 digits, which is nearly
 * all of them, cost no object.
 */
final class Numbers {

	private static final int LONG_DIGITS = 18;

	private Numbers() {
	}

	/**
	 * Whether the text is a whole number that fits a long without further thought.
	 * @param text the number
	 * @return {@code true} if {@link Long#parseLong(String)} reads it
	 */
	static boolean isLong(String text) {
		int length = text.length();
		int start = (length > 0 && text.charAt(0) == '-') ? 1 : 0;
		if (length == start || length - start > LONG_DIGITS) {
			return false;
		}
		for (int i = start; i < length; i++) {
			char character = text.charAt(i);
			if (character < '0' || character > '9') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether the text is a number without a fraction, however it is written: 1.0 and 1e3
	 * are.
	 * @param text the number
	 * @return {@code true} if it is whole
	 */
	static boolean isWhole(String text) {
		if (isLong(text)) {
			return true;
		}
		BigDecimal number = parse(text);
		return number != null && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
	}

	static @Nullable BigDecimal parse(String text) {
		try {
			return new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
