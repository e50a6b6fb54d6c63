package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonFormat;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.jdk.BooleanSerializer;
import tools.jackson.databind.ser.jdk.ByteArraySerializer;
import tools.jackson.databind.ser.jdk.ByteBufferSerializer;
import tools.jackson.databind.ser.jdk.CollectionSerializer;
import tools.jackson.databind.ser.jdk.EnumSetSerializer;
import tools.jackson.databind.ser.jdk.IndexedListSerializer;
import tools.jackson.databind.ser.jdk.IndexedStringListSerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializer;
import tools.jackson.databind.ser.jdk.NumberSerializers;
import tools.jackson.databind.ser.jdk.StringCollectionSerializer;
import tools.jackson.databind.ser.jdk.StringSerializer;
import tools.jackson.databind.ser.jdk.UUIDSerializer;

/**
 * Which form each class of values has. Jackson decides, by the serializer that it has for
 * the class: a value must not look different in a map, a key or a condition than as a
 * property of a record. Where the serializer is Jackson's own, and is known to write what
 * we would write, it is not asked for each value.
 */
final class ValueForms {

	/** Of numbers, booleans, text and bytes: what these write is fixed. */
	private static final Map<Class<?>, ValueForm> SIMPLE = Map.ofEntries(Map.entry(String.class, ValueForm.TEXT),
			Map.entry(Boolean.class, ValueForm.FLAG), Map.entry(Integer.class, ValueForm.NUMBER),
			Map.entry(Long.class, ValueForm.NUMBER), Map.entry(Short.class, ValueForm.NUMBER),
			Map.entry(Byte.class, ValueForm.NUMBER), Map.entry(Double.class, ValueForm.NUMBER),
			Map.entry(Float.class, ValueForm.NUMBER), Map.entry(BigDecimal.class, ValueForm.NUMBER),
			Map.entry(BigInteger.class, ValueForm.NUMBER), Map.entry(byte[].class, ValueForm.BINARY));

	private static final Set<Class<?>> SIMPLE_SERIALIZERS = Set.of(StringSerializer.class, BooleanSerializer.class,
			NumberSerializers.IntegerSerializer.class, NumberSerializers.LongSerializer.class,
			NumberSerializers.ShortSerializer.class, NumberSerializers.IntLikeSerializer.class,
			NumberSerializers.DoubleSerializer.class, NumberSerializers.FloatSerializer.class, NumberSerializer.class,
			ByteArraySerializer.class);

	private static final Set<Class<?>> COLLECTION_SERIALIZERS = Set.of(CollectionSerializer.class,
			EnumSetSerializer.class, IndexedListSerializer.class, IndexedStringListSerializer.class,
			StringCollectionSerializer.class);

	private final JsonMapper mapper;

	private final Map<Class<?>, ValueForm> forms = new ConcurrentHashMap<>();

	/**
	 * Creates the forms.
	 * @param mapper the mapper that writes attributes
	 */
	ValueForms(JsonMapper mapper) {
		this.mapper = mapper;
	}

	ValueForm of(Class<?> type) {
		ValueForm form = this.forms.get(type);
		if (form == null) {
			form = find(type);
			this.forms.put(type, form);
		}
		return form;
	}

	private ValueForm find(Class<?> type) {
		if (type == AttributeValue.class) {
			return ValueForm.ATTRIBUTE;
		}
		if (type == SdkBytes.class) {
			return ValueForm.BINARY;
		}
		if (JsonNode.class.isAssignableFrom(type)) {
			return ValueForm.TREE;
		}
		if (Enum.class.isAssignableFrom(type)) {
			return ValueForm.CONSTANT;
		}
		return find(type, this.mapper._serializationContext().findTypedValueSerializer(type, true));
	}

	private ValueForm find(Class<?> type, ValueSerializer<?> serializer) {
		Class<?> writer = serializer.getClass();
		ValueForm simple = SIMPLE.get(type);
		if (simple != null) {
			return SIMPLE_SERIALIZERS.contains(writer) ? simple : ValueForm.JACKSON;
		}
		if (writer == MapSerializer.class && Map.class.isAssignableFrom(type)) {
			return ValueForm.MAP;
		}
		if (COLLECTION_SERIALIZERS.contains(writer) && Collection.class.isAssignableFrom(type)
				&& !this.mapper.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)) {
			return Set.class.isAssignableFrom(type) ? ValueForm.SET : ValueForm.LIST;
		}
		if (writer == TimestampSerializer.class) {
			return this.mapper.isEnabled(DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE) ? ValueForm.JACKSON
					: ValueForm.TIMESTAMP;
		}
		if (writer == ByteBufferSerializer.class && ByteBuffer.class.isAssignableFrom(type)) {
			return ValueForm.BINARY;
		}
		// The serializer of UUIDs does not say whether it was told to write bytes.
		boolean textual = writer == UUIDSerializer.class && JsonFormat.Value.empty()
			.equals(this.mapper.serializationConfig().getDefaultPropertyFormat(UUID.class));
		return textual ? ValueForm.STRING_OF : ValueForm.JACKSON;
	}

}
