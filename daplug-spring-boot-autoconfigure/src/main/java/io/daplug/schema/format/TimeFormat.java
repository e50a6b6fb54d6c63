package io.daplug.schema.format;

/**
 * Dates and times of RFC 3339, checked in place.
 */
final class TimeFormat {

	private static final int DATE_LENGTH = 10;

	private static final int OFFSET_LENGTH = 6;

	/** A day in minutes. */
	private static final int DAY = 24 * 60;

	private static final int NO_OFFSET = Integer.MIN_VALUE;

	private TimeFormat() {
	}

	static boolean isDate(String text) {
		return text.length() == DATE_LENGTH && isDateAt(text);
	}

	static boolean isDateTime(String text) {
		if (text.length() <= DATE_LENGTH || !isDateAt(text)) {
			return false;
		}
		char separator = text.charAt(DATE_LENGTH);
		return (separator == 'T' || separator == 't') && isTimeAt(text, DATE_LENGTH + 1);
	}

	static boolean isTime(String text) {
		return isTimeAt(text, 0);
	}

	private static boolean isDateAt(String text) {
		int year = digits(text, 0, 4);
		int month = digits(text, 5, 2);
		int day = digits(text, 8, 2);
		if (year < 0 || text.charAt(4) != '-' || text.charAt(7) != '-' || month < 1 || month > 12 || day < 1) {
			return false;
		}
		boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		int days = switch (month) {
			case 2 -> leap ? 29 : 28;
			case 4, 6, 9, 11 -> 30;
			default -> 31;
		};
		return day <= days;
	}

	/**
	 * A time with its offset: one without would mean another instant wherever it is read.
	 */
	private static boolean isTimeAt(String text, int start) {
		int hour = digits(text, start, 2);
		int minute = digits(text, start + 3, 2);
		int second = digits(text, start + 6, 2);
		if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60
				|| text.charAt(start + 2) != ':' || text.charAt(start + 5) != ':') {
			return false;
		}
		int i = start + 8;
		if (i < text.length() && text.charAt(i) == '.') {
			int from = ++i;
			while (i < text.length() && Ascii.isDigit(text.charAt(i))) {
				i++;
			}
			if (i == from) {
				return false;
			}
		}
		int offset = offsetAt(text, i);
		// a leap second can only be the last one of a day in UTC
		return offset != NO_OFFSET && (second < 60 || Math.floorMod(hour * 60 + minute - offset, DAY) == DAY - 1);
	}

	/**
	 * The offset from UTC in minutes that the rest of a text names.
	 */
	private static int offsetAt(String text, int start) {
		int length = text.length() - start;
		if (length == 1 && (text.charAt(start) == 'Z' || text.charAt(start) == 'z')) {
			return 0;
		}
		if (length != OFFSET_LENGTH || text.charAt(start + 3) != ':') {
			return NO_OFFSET;
		}
		char sign = text.charAt(start);
		int hours = digits(text, start + 1, 2);
		int minutes = digits(text, start + 4, 2);
		if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
			return NO_OFFSET;
		}
		return ((sign == '-') ? -1 : 1) * (hours * 60 + minutes);
	}

	private static int digits(String text, int start, int count) {
		if (text.length() < start + count) {
			return -1;
		}
		int value = 0;
		for (int i = start; i < start + count; i++) {
			if (!Ascii.isDigit(text.charAt(i))) {
				return -1;
			}
			value = value * 10 + (text.charAt(i) - '0');
		}
		return value;
	}

}
