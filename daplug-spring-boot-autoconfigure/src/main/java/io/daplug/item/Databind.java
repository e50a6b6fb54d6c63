package io.daplug.item;

import java.lang.reflect.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TreeNode;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.type.ResolvedType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drives Jackson over attributes instead of JSON text, without a tree in between, and
 * puts its failures into our words.
 */
final class Databind {

	private final JsonMapper mapper;

	private final Map<Enum<?>, AttributeValue> constants = new ConcurrentHashMap<>();

	private final Map<Enum<?>, String> names = new ConcurrentHashMap<>();

	private final ValueForms forms;

	/** Jackson makes them anew for each call. */
	private final Map<Type, JavaType> types = new ConcurrentHashMap<>();

	private final WriteContext writeContext = new WriteContext();

	private final ReadContext readContext = new ReadContext();

	/**
	 * Jackson's generators want one; ours neither reads nor writes bytes, so all share
	 * it.
	 */
	private final IOContext ioContext = new IOContext(StreamReadConstraints.defaults(),
			StreamWriteConstraints.defaults(), ErrorReportConfiguration.defaults(), new BufferRecycler(),
			ContentReference.unknown(), false, null);

	Databind(JsonMapper mapper) {
		// An item is no document: nothing is wrapped around it, or around its values.
		this.mapper = mapper.rebuild()
			.addModule(new AttributeModule())
			.disable(SerializationFeature.WRAP_ROOT_VALUE)
			.disable(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.build();
		this.forms = new ValueForms(this.mapper);
	}

	JsonMapper mapper() {
		return this.mapper;
	}

	ValueForms forms() {
		return this.forms;
	}

	Map<String, AttributeValue> write(Object item, boolean dropNulls) {
		AttributeGenerator generator = AttributeGenerator.ofItem(this.writeContext, this.ioContext, dropNulls);
		write(generator, item);
		return generator.item();
	}

	AttributeValue write(Object value, int level, boolean dropNulls) {
		AttributeGenerator generator = AttributeGenerator.ofValue(this.writeContext, this.ioContext, level, dropNulls);
		write(generator, value);
		return generator.value();
	}

	/**
	 * Converts an enum constant, as it would be converted in a record: one constant has
	 * one text, however it travels.
	 */
	AttributeValue write(Enum<?> constant) {
		AttributeValue attribute = this.constants.get(constant);
		if (attribute == null) {
			attribute = write(constant, Nesting.ITEM, false);
			this.constants.put(constant, attribute);
		}
		return attribute;
	}

	/**
	 * Returns the name that Jackson makes of the key of a map.
	 */
	String name(Object key) {
		if (key instanceof Enum<?> constant) {
			String name = this.names.get(constant);
			if (name == null) {
				name = written(constant);
				this.names.put(constant, name);
			}
			return name;
		}
		return written(key);
	}

	private String written(Object key) {
		return write(Collections.singletonMap(key, true), false).keySet().iterator().next();
	}

	private void write(AttributeGenerator generator, Object value) {
		try {
			this.mapper.writeValue(generator, value);
		}
		catch (RuntimeException | StackOverflowError ex) {
			InvalidItemException failure = generator.failure();
			throw (failure != null) ? failure : unwritable(generator, value, ex);
		}
	}

	private static InvalidItemException unwritable(AttributeGenerator generator, Object value, Throwable cause) {
		// What a getter threw may quote the item; what Jackson says of types does not.
		String detail = (cause instanceof InvalidDefinitionException definition)
				? ": " + definition.getOriginalMessage() : "; the cause says why";
		String path = (cause instanceof JacksonException jackson) ? pointer(jackson) : "";
		return new InvalidItemException(path.isEmpty() ? generator.pointer() : path,
				"cannot be converted (part of a " + value.getClass().getName() + ")" + detail, cause);
	}

	/** The caller knows that the type is T. */
	<T> T read(Map<String, AttributeValue> attributes, Type type) {
		AttributeParser parser = new AttributeParser(this.readContext, attributes);
		try {
			T value = this.mapper.readValue(parser, javaType(type));
			if (value != null) {
				return value;
			}
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			String path = (ex instanceof JacksonException jackson) ? pointer(jackson) : "";
			throw new ItemConversionException(type, path.isEmpty() ? parser.pointer() : path,
					"does not fit; the cause says why", ex);
		}
		throw new ItemConversionException(type, "", "is null to the mapper", null);
	}

	/** The names that a type is read from; empty if it does not say. */
	Set<String> attributeNames(Type type) {
		try {
			return TypeAttributes.of(this.mapper._deserializationContext(), javaType(type));
		}
		catch (JacksonException ex) {
			throw new ItemConversionException(type, "", "cannot be read; the cause says why", ex);
		}
	}

	private JavaType javaType(Type type) {
		JavaType javaType = this.types.get(type);
		if (javaType == null) {
			javaType = this.mapper.constructType(type);
			this.types.put(type, javaType);
		}
		return javaType;
	}

	private static String pointer(JacksonException failure) {
		StringBuilder pointer = new StringBuilder();
		for (JacksonException.Reference reference : failure.getPath()) {
			String name = reference.getPropertyName();
			pointer.append(JsonPointer.segment((name != null) ? name : reference.getIndex()));
		}
		return pointer.toString();
	}

	/**
	 * What serializers reach through the generator: the mapper.
	 */
	private final class WriteContext extends ObjectWriteContext.Base {

		@Override
		public void writeValue(JsonGenerator generator, @Nullable Object value) {
			Databind.this.mapper.writeValue(generator, value);
		}

		@Override
		public void writeTree(JsonGenerator generator, TreeNode value) {
			Databind.this.mapper.writeValue(generator, value);
		}

	}

	/**
	 * What deserializers reach through the parser: the mapper.
	 */
	private final class ReadContext extends ObjectReadContext.Base {

		@Override
		@SuppressWarnings("unchecked") // The caller names the type, as Jackson's
										// interface has it.
		public <T extends TreeNode> T readTree(JsonParser parser) {
			return (T) Databind.this.mapper.readTree(parser);
		}

		@Override
		public <T> T readValue(JsonParser parser, Class<T> type) {
			return Databind.this.mapper.readValue(parser, type);
		}

		@Override
		public <T> T readValue(JsonParser parser, TypeReference<T> type) {
			return Databind.this.mapper.readValue(parser, type);
		}

		@Override
		public <T> T readValue(JsonParser parser, ResolvedType type) {
			return Databind.this.mapper.readValue(parser, type);
		}

	}

}
