package io.daplug.schema.document;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number that is too large or too long to be calculated with, such as
 * {@code 1e999999999}, as it is written. It may stand where nobody reads it, in an
 * example for instance, so it is refused only where a number is needed.
 *
 * @param text the number as it is written
 */
record OutsizedNumber(String text) {

	/** Above what a double can be, which is what formats of numbers speak of. */
	private static final int DIGITS = 1_000;

	/**
	 * Reads a number.
	 * @param text the number, as JSON or YAML writes it
	 * @return a {@code BigDecimal}, or an {@code OutsizedNumber}
	 */
	static Object orDecimal(String text) {
		if (text.length() > DIGITS) {
			return new OutsizedNumber(text);
		}
		try {
			BigDecimal number = new BigDecimal(text);
			boolean small = Math.abs((long) number.scale()) <= DIGITS
					&& Math.abs((long) number.precision() - number.scale()) <= DIGITS;
			return small ? number : new OutsizedNumber(text);
		}
		catch (NumberFormatException ex) {
			return new OutsizedNumber(text);
		}
	}

	/**
	 * Reads a whole number that is not decimal.
	 * @param digits the digits
	 * @param radix the base
	 * @return a {@code BigDecimal}, or an {@code OutsizedNumber}
	 */
	static Object orInteger(String digits, int radix) {
		return (digits.length() > DIGITS) ? new OutsizedNumber(digits) : new BigDecimal(new BigInteger(digits, radix));
	}

	@Override
	public String toString() {
		return this.text;
	}

}
