package io.daplug.table;

import java.time.Instant;
import java.util.function.Function;

import io.daplug.text.TimestampText;
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

}
