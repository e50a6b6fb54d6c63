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
