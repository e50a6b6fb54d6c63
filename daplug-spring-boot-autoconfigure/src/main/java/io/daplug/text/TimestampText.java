package io.daplug.text;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Date;

import org.jspecify.annotations.Nullable;

/**
 * Points in time as text of one width in UTC, so that the order of the texts is the order
 * of the times: DynamoDB sorts range keys and compares in conditions by text.
 */
public final class TimestampText {

	private static final DateTimeFormatter NANOSECONDS = new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

	/** What is written of the years that have four digits. */
	private static final String FORM = "0000-00-00T00:00:00.000000000Z";

	private TimestampText() {
	}

	/**
	 * Writes a point in time.
	 * @param instant the point in time
	 * @return its text, with nanoseconds
	 */
	public static String of(Instant instant) {
		return NANOSECONDS.format(instant);
	}

	/**
	 * Says whether a text is one that {@link #of} writes. It looks at each character
	 * once, so that what the project wrote itself need not be parsed.
	 * @param text the text
	 * @return whether it is; a day that the month does not have is not noticed
	 */
	public static boolean isWritten(String text) {
		if (text.length() != FORM.length()) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			char form = FORM.charAt(i);
			char character = text.charAt(i);
			if ((form == '0') ? character < '0' || character > '9' : character != form) {
				return false;
			}
		}
		return isWithin(text, 5, 1, 12) && isWithin(text, 8, 1, 31) && isWithin(text, 11, 0, 23)
				&& isWithin(text, 14, 0, 59) && isWithin(text, 17, 0, 59);
	}

	private static boolean isWithin(String text, int position, int least, int most) {
		int number = (text.charAt(position) - '0') * 10 + text.charAt(position + 1) - '0';
		return number >= least && number <= most;
	}

	/**
	 * Returns the point in time that a value stands for.
	 * @param value the value
	 * @return the point in time, or {@code null} if the value is none, or lacks a zone
	 */
	public static @Nullable Instant instant(Object value) {
		if (value instanceof Instant instant) {
			return instant;
		}
		if (value instanceof OffsetDateTime dateTime) {
			return dateTime.toInstant();
		}
		if (value instanceof ZonedDateTime dateTime) {
			return dateTime.toInstant();
		}
		if (value instanceof Date date && value.getClass() == Date.class) {
			return date.toInstant();
		}
		return null;
	}

}
