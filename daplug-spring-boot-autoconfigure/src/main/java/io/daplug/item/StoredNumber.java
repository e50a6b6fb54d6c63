package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser.NumberType;

/**
 * A number as it is stored, read as what is asked for and parsed no further than that.
 */
final class StoredNumber {

	/** Whole numbers with a text shorter than this are ints. */
	private static final int INT_LENGTH = 10;

	private static final int LONG_LENGTH = 19;

	private static final int MAX_SCALE = 200;

	private String text = "0";

	private boolean digitsOnly = true;

	private @Nullable BigDecimal decimal;

	/**
	 * Takes the next number. One object serves a whole item.
	 */
	void text(String text) {
		this.text = text;
		this.digitsOnly = DecimalText.isDigits(text);
		this.decimal = null;
	}

	String text() {
		return this.text;
	}

	/**
	 * Tells whether this number is whole, also when it is written as {@code 5.0}.
	 * @throws NumberFormatException if the text is no number
	 */
	boolean whole() {
		if (this.digitsOnly) {
			return true;
		}
		if (DecimalText.isFraction(this.text)) {
			return false;
		}
		// No stored number has such a scale; one that a caller made up could fill the
		// memory.
		return decimal().scale() > -MAX_SCALE && DecimalText.isWhole(decimal());
	}

	BigDecimal decimal() {
		if (this.decimal == null) {
			this.decimal = new BigDecimal(this.text);
		}
		return this.decimal;
	}

	BigInteger integer() {
		return decimal().toBigInteger();
	}

	boolean isInt() {
		return fits(INT_LENGTH, Integer.SIZE);
	}

	boolean isLong() {
		return fits(LONG_LENGTH, Long.SIZE);
	}

	private boolean fits(int length, int bits) {
		if (this.digitsOnly && this.text.length() < length) {
			return true;
		}
		return whole() && integer().bitLength() < bits;
	}

	/** Only after {@link #isInt()}. */
	int intValue() {
		return this.digitsOnly ? Integer.parseInt(this.text) : decimal().intValue();
	}

	/** Only after {@link #isLong()}. */
	long longValue() {
		return this.digitsOnly ? Long.parseLong(this.text) : decimal().longValue();
	}

	NumberType type() {
		if (!whole()) {
			return NumberType.BIG_DECIMAL;
		}
		if (isInt()) {
			return NumberType.INT;
		}
		return isLong() ? NumberType.LONG : NumberType.BIG_INTEGER;
	}

	Number value() {
		return switch (type()) {
			case INT -> intValue();
			case LONG -> longValue();
			case BIG_INTEGER -> integer();
			default -> decimal();
		};
	}

}
