package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers as DynamoDB keeps them: exact, at most 38 significant digits, no trailing
 * zeros. One number has one text, so that equal numbers are equal texts in what we send.
 */
final class NumberText {

	static final int MAX_DIGITS = 38;

	private static final int MIN_EXPONENT = -130;

	private static final int MAX_EXPONENT = 125;

	/** Up to here a double that is whole is exactly the long it casts to. */
	private static final double EXACT_LONGS = 1L << 53;

	private NumberText() {
	}

	static String of(Number number) {
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte
				|| number instanceof AtomicInteger || number instanceof AtomicLong) {
			return number.toString();
		}
		if (number instanceof BigDecimal decimal) {
			return of(decimal);
		}
		if (number instanceof Double) {
			return of(number.doubleValue());
		}
		if (number instanceof Float) {
			return of(number.floatValue());
		}
		if (number instanceof BigInteger integer) {
			return of(integer);
		}
		return parsed(number.toString());
	}

	static String of(BigDecimal number) {
		return text(normal(number));
	}

	static String of(BigInteger number) {
		return (number.bitLength() < Long.SIZE) ? number.toString() : of(new BigDecimal(number));
	}

	static String of(double number) {
		if (number == (long) number && Math.abs(number) <= EXACT_LONGS) {
			return Long.toString((long) number);
		}
		if (!Double.isFinite(number)) {
			throw new InvalidItemException("is not a number (" + number + "), which DynamoDB does not support");
		}
		return of(BigDecimal.valueOf(number));
	}

	static String of(float number) {
		if (!Float.isFinite(number)) {
			return of((double) number);
		}
		return of(new BigDecimal(Float.toString(number)));
	}

	/**
	 * Brings a number given as text, whoever wrote it, into our form.
	 */
	static String parsed(String text) {
		try {
			return of(new BigDecimal(text));
		}
		catch (NumberFormatException ex) {
			throw new InvalidItemException("", "is a number whose text is not a decimal number", null);
		}
	}

	/**
	 * Returns the number without trailing zeros, after checking that DynamoDB can hold
	 * it.
	 */
	static BigDecimal normal(BigDecimal number) {
		BigDecimal normal = number.stripTrailingZeros();
		if (normal.signum() == 0) {
			return BigDecimal.ZERO;
		}
		if (normal.precision() > MAX_DIGITS) {
			throw new InvalidItemException("has " + normal.precision() + " significant digits, DynamoDB keeps at most "
					+ MAX_DIGITS + "; round it, or store it as text");
		}
		long exponent = (long) normal.precision() - normal.scale() - 1;
		if (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
			throw new InvalidItemException("has a magnitude of 1E" + exponent + ", DynamoDB keeps 1E" + MIN_EXPONENT
					+ " to 9.99E" + MAX_EXPONENT + "; store it as text");
		}
		return normal;
	}

	private static String text(BigDecimal normal) {
		boolean shortWhole = normal.scale() < 0 && normal.precision() - normal.scale() <= MAX_DIGITS;
		return shortWhole ? normal.toPlainString() : normal.toString();
	}

}
