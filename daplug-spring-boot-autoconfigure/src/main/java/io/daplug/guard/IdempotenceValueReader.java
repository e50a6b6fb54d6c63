package io.daplug.guard;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.item.TypeName;
import io.daplug.text.TimestampText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Order among values of an idempotence key: numbers by value, texts as points in time. A
 * date is its first moment, a time without offset is UTC: values of one attribute come
 * from many writers, and never from the zone this JVM happens to run in.
 */
final class IdempotenceValueReader {

	private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.appendOptional(DateTimeFormatter.ofPattern("uuuu-MM-dd"))
		.appendOptional(DateTimeFormatter.ofPattern("uuuuMMdd"))
		.appendPattern("['T'][' '][HH[:mm[:ss]]]")
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
		.optionalEnd()
		.appendPattern("[XXX][XX][X]")
		.toFormatter()
		.withResolverStyle(ResolverStyle.STRICT);

	private IdempotenceValueReader() {
	}

	static int compare(String key, AttributeValue sent, AttributeValue stored) {
		if (sent.n() != null && stored.n() != null) {
			return new BigDecimal(sent.n()).compareTo(new BigDecimal(stored.n()));
		}
		if (sent.type() != stored.type()) {
			throw new InvalidIdempotenceValueException(
					TypeName.difference("The sent value of the idempotence key '%s'".formatted(key), sent, stored));
		}
		return instant(key, sent).compareTo(instant(key, stored));
	}

	static Instant instant(String key, AttributeValue value) {
		String text = value.s();
		if (text == null) {
			throw unusable(key, TypeName.of(value.type()));
		}
		try {
			TemporalAccessor parsed = ISO.parse(text);
			LocalDate date = LocalDate.from(parsed);
			LocalTime time = parsed.query(TemporalQueries.localTime());
			ZoneOffset offset = parsed.query(TemporalQueries.offset());
			return date.atTime((time != null) ? time : LocalTime.MIDNIGHT)
				.toInstant((offset != null) ? offset : ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			// The parser's own words quote the text.
			throw unusable(key, "the text of " + text.length() + " characters");
		}
	}

	static AttributeValue timestamp(Instant instant) {
		return AttributeValue.fromS(TimestampText.of(instant));
	}

	private static InvalidIdempotenceValueException unusable(String key, String what) {
		return new InvalidIdempotenceValueException(
				"Value of the idempotence key '%s' must be a number or an ISO 8601 date or date-time, not %s"
					.formatted(key, what));
	}

}
