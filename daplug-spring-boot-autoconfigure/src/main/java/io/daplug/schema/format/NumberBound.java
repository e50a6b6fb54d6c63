package io.daplug.schema.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Predicate;

import io.daplug.text.DecimalText;

/**
 * A bound of numbers, exact. What can be compared as a long is.
 */
public final class NumberBound implements Predicate<String> {

	private static final BigDecimal LONG_LIMIT = BigDecimal.valueOf(Long.MAX_VALUE / 2);

	private final BigDecimal limit;

	private final boolean upper;

	private final boolean exclusive;

	/** The nearest whole number that is still inside. */
	private final long whole;

	private final boolean fitsLong;

	private NumberBound(BigDecimal limit, boolean upper, boolean exclusive) {
		this.limit = limit;
		this.upper = upper;
		this.exclusive = exclusive;
		this.fitsLong = limit.abs().compareTo(LONG_LIMIT) < 0;
		this.whole = this.fitsLong ? whole() : 0;
	}

	private long whole() {
		boolean integral = this.limit.stripTrailingZeros().scale() <= 0;
		long nearest = this.limit.setScale(0, this.upper ? RoundingMode.FLOOR : RoundingMode.CEILING).longValueExact();
		if (integral && this.exclusive) {
			return this.upper ? nearest - 1 : nearest + 1;
		}
		return nearest;
	}

	public static NumberBound minimum(BigDecimal limit, boolean exclusive) {
		return new NumberBound(limit, false, exclusive);
	}

	public static NumberBound maximum(BigDecimal limit, boolean exclusive) {
		return new NumberBound(limit, true, exclusive);
	}

	@Override
	public boolean test(String text) {
		if (this.fitsLong && DecimalText.isLong(text)) {
			long number = Long.parseLong(text);
			return this.upper ? number <= this.whole : number >= this.whole;
		}
		BigDecimal number = DecimalText.parse(text);
		if (number == null) {
			return false;
		}
		int order = this.upper ? this.limit.compareTo(number) : number.compareTo(this.limit);
		return this.exclusive ? order > 0 : order >= 0;
	}

}
