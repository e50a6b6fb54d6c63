package io.daplug.item;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.daplug.text.TimestampText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes a point in time as {@link TimestampText}. A property or type that says
 * otherwise, by {@code @JsonFormat}, is left to Jackson.
 */
final class TimestampSerializer extends StdSerializer<Object> {

	private final ValueSerializer<?> original;

	TimestampSerializer(Class<?> type, ValueSerializer<?> original) {
		super(type);
		this.original = original;
	}

	@Override
	public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
		JsonFormat.Value format = findFormatOverrides(context, property, handledType());
		if (format == null || format.equals(JsonFormat.Value.empty())) {
			return this;
		}
		return this.original.createContextual(context, property);
	}

	@Override
	public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
		Instant instant = TimestampText.instant(value);
		if (instant == null) {
			context.reportMappingProblem("%s is no point in time", value.getClass().getName());
			return;
		}
		boolean truncate = context.isEnabled(DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE);
		generator.writeString(TimestampText.of(truncate ? instant.truncatedTo(ChronoUnit.MILLIS) : instant));
	}

}
