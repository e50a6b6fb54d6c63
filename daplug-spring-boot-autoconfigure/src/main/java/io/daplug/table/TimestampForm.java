package io.daplug.table;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

import io.daplug.text.TimestampText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How a point in time is stored in an attribute.
 */
public enum TimestampForm {

	/**
	 * Text in UTC with nine digits of fraction, such as
	 * {@code 2026-11-27T09:30:00.000000000Z}. The order of the texts is the order of the
	 * times.
	 */
	TEXT((instant) -> AttributeValue.fromS(TimestampText.of(instant))),

	/** The number of whole seconds since 1970. */
	SECONDS((instant) -> AttributeValue.fromN(Long.toString(instant.getEpochSecond()))),

	/** The number of whole milliseconds since 1970. */
	MILLISECONDS((instant) -> AttributeValue.fromN(Long.toString(instant.toEpochMilli())));

	private final Function<Instant, AttributeValue> writer;

	TimestampForm(Function<Instant, AttributeValue> writer) {
		this.writer = writer;
	}

	/**
	 * Returns a point in time in this form.
	 * @param instant the point in time
	 * @return the attribute
	 */
	public AttributeValue write(Instant instant) {
		return this.writer.apply(instant);
	}

	/**
	 * Reads a point in time back, also one that another writer stored as text with an
	 * offset.
	 * @param value the attribute
	 * @return the point in time; null if it is none
	 */
	public @Nullable Instant read(AttributeValue value) {
		try {
			if (value.s() != null) {
				return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.s(), Instant::from);
			}
			if (value.n() == null || this == TEXT) {
				return null;
			}
			long number = new BigDecimal(value.n()).longValueExact();
			return (this == SECONDS) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
		}
		catch (DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

}
