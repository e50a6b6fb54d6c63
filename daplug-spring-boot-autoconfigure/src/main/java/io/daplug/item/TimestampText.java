package io.daplug.item;

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
final class TimestampText {

	private static final DateTimeFormatter NANOSECONDS = new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

	private TimestampText() {
	}

	static String of(Instant instant) {
		return NANOSECONDS.format(instant);
	}

	/**
	 * Returns the point in time that a value stands for.
	 * @return {@code null} if the value is none, or lacks a zone
	 */
	static @Nullable Instant instant(Object value) {
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
