package io.daplug.item;

import java.time.Instant;
import java.util.Date;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.ext.javatime.ser.OffsetDateTimeSerializer;
import tools.jackson.databind.ext.javatime.ser.ZonedDateTimeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.BeanSerializerBuilder;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.jdk.JavaUtilDateSerializer;
import tools.jackson.databind.util.StdDateFormat;

/**
 * What differs between an application's JSON and its items: points in time are written at
 * one width, and the SDK's own values pass through. Serializers that the application
 * registered for these types stay in place.
 */
final class AttributeModule extends SimpleModule {

	private static final long serialVersionUID = 1L;

	AttributeModule() {
		super("daplug-attributes");
		addSerializer(SdkBytes.class, new EmbeddedSerializer<>());
		addSerializer(AttributeValue.class, new EmbeddedSerializer<>());
		addDeserializer(SdkBytes.class, new SdkBytesDeserializer());
		setSerializerModifier(new Adjustments());
		setDeserializerModifier(new RecordReading());
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addValueInstantiators(new RecordReading());
	}

	private static final class EmbeddedSerializer<T> extends ValueSerializer<T> {

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) {
			generator.writeEmbeddedObject(value);
		}

	}

	private static final class SdkBytesDeserializer extends ValueDeserializer<SdkBytes> {

		@Override
		public SdkBytes deserialize(JsonParser parser, DeserializationContext context) {
			return SdkBytes.fromByteArray(parser.getBinaryValue());
		}

	}

	/**
	 * Replaces Jackson's own serializers of points in time, where they would write text
	 * without anything else having been configured, and its writers of any getters.
	 */
	private static final class Adjustments extends ValueSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier type,
				ValueSerializer<?> serializer) {
			if (config.isEnabled(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)) {
				return serializer;
			}
			Class<?> replaced = serializer.getClass();
			boolean zoneIds = config.isEnabled(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID);
			boolean sortable = replaced == InstantSerializer.class || replaced == OffsetDateTimeSerializer.class
					|| (replaced == ZonedDateTimeSerializer.class && !zoneIds)
					|| (type.getBeanClass() == Date.class && replaced == JavaUtilDateSerializer.class
							&& config.getDateFormat().getClass() == StdDateFormat.class);
			return sortable ? new TimestampSerializer(type.getBeanClass(), serializer) : serializer;
		}

		@Override
		public BeanSerializerBuilder updateBuilder(SerializationConfig config, BeanDescription.Supplier type,
				BeanSerializerBuilder builder) {
			builder.getProperties().replaceAll(Adjustments::explicit);
			@Nullable BeanPropertyWriter[] filtered = builder.getFilteredProperties();
			for (int i = 0; filtered != null && i < filtered.length; i++) {
				BeanPropertyWriter writer = filtered[i];
				filtered[i] = (writer != null) ? explicit(writer) : null;
			}
			return builder;
		}

		private static BeanPropertyWriter explicit(BeanPropertyWriter writer) {
			return (writer instanceof AnyGetterWriter anyGetter) ? new ExplicitAnyGetterWriter(anyGetter) : writer;
		}

	}

}
