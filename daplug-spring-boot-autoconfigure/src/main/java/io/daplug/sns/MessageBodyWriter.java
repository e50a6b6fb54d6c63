package io.daplug.sns;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.Announcement;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes the bodies of messages. Items are written from their attributes: numbers digit
 * by digit, sets as arrays, binary values as base64.
 */
final class MessageBodyWriter {

	/** Writes items. What the application sets up for its own types is not asked. */
	private static final JsonMapper ITEMS = JsonMapper.builder().build();

	private final JsonMapper data;

	/**
	 * Creates the writer.
	 * @param mapper the application's mapper, for what it sends instead of items
	 */
	MessageBodyWriter(JsonMapper mapper) {
		this.data = mapper.rebuild()
			.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.disable(SerializationFeature.INDENT_OUTPUT)
			.addModule(new SimpleModule("daplug-sns").addSerializer(SdkBytes.class, new BytesSerializer()))
			.build();
	}

	/** The data as a tree, to be looked at. */
	JsonNode tree(Object data) {
		return this.data.valueToTree(data);
	}

	/** The data alone. */
	String data(Object data) {
		return this.data.writeValueAsString(data);
	}

	/** The item alone; where it is not known its key. */
	String item(TableDefinition table, Announcement announcement) {
		ItemChange<?> change = announcement.change();
		ItemImage<?> image = change.lastImage();
		return write((json) -> {
			if (image.isKnown()) {
				item(json, announcement.outgoing(image.item()));
			}
			else {
				key(json, table, change.key());
			}
		});
	}

	/** The change with its images, or with the data instead of these. */
	String envelope(TableDefinition table, Announcement announcement, @Nullable Object data) {
		ItemChange<?> change = announcement.change();
		return write((json) -> {
			json.writeStartObject();
			about(json, table, change);
			if (data != null) {
				json.writeName("data");
				json.writeRawValue(data(data));
			}
			else {
				image(json, "newItem", announcement, change.newImage());
				image(json, "oldItem", announcement, change.oldImage());
			}
			json.writeEndObject();
		});
	}

	/** What stands for a change that is too large: the item is to be read. */
	String thin(TableDefinition table, ItemChange<?> change) {
		return write((json) -> {
			json.writeStartObject();
			about(json, table, change);
			json.writeBooleanProperty("thin", true);
			json.writeEndObject();
		});
	}

	private static void about(JsonGenerator json, TableDefinition table, ItemChange<?> change) {
		json.writeStringProperty("table", change.table());
		if (change.tenant() != null) {
			json.writeStringProperty("tenant", change.tenant());
		}
		json.writeName("key");
		key(json, table, change.key());
		json.writeStringProperty("operation", MessageAttributesFactory.word(change.origin().operation()));
		json.writeStringProperty("changeId", change.changeId());
		if (change.origin().version() != null) {
			json.writeStringProperty("version", change.origin().version());
		}
		json.writeStringProperty("sequence", change.origin().sequence());
		json.writeStringProperty("time", change.origin().time().toString());
	}

	private static void image(JsonGenerator json, String name, Announcement announcement, ItemImage<?> image) {
		if (image.isKnown()) {
			json.writeName(name);
			item(json, announcement.outgoing(image.item()));
		}
	}

	private static void key(JsonGenerator json, TableDefinition table, ItemKey key) {
		json.writeStartObject();
		TableKeys.named(table, key).forEach((name, value) -> key(json, name, value));
		json.writeEndObject();
	}

	private static void key(JsonGenerator json, String name, Object value) {
		json.writeName(name);
		if (value instanceof BigDecimal number) {
			json.writeNumber(number.toPlainString());
		}
		else if (value instanceof SdkBytes bytes) {
			json.writeBinary(bytes.asByteArrayUnsafe());
		}
		else {
			json.writeString(value.toString());
		}
	}

	private static void item(JsonGenerator json, Map<String, AttributeValue> attributes) {
		json.writeStartObject();
		attributes.forEach((name, value) -> {
			json.writeName(name);
			value(json, value);
		});
		json.writeEndObject();
	}

	private static void value(JsonGenerator json, AttributeValue value) {
		switch (value.type()) {
			case S -> json.writeString(value.s());
			case N -> number(json, value.n());
			case BOOL -> json.writeBoolean(value.bool());
			case B -> json.writeBinary(value.b().asByteArrayUnsafe());
			case M -> item(json, value.m());
			case L -> array(json, value.l(), (element) -> value(json, element));
			case SS -> array(json, value.ss(), json::writeString);
			case NS -> array(json, value.ns(), (number) -> number(json, number));
			case BS -> array(json, value.bs(), (bytes) -> json.writeBinary(bytes.asByteArrayUnsafe()));
			default -> json.writeNull();
		}
	}

	private static void number(JsonGenerator json, String number) {
		json.writeNumber(new BigDecimal(number).toPlainString());
	}

	private static <T> void array(JsonGenerator json, List<T> elements, Consumer<T> writer) {
		json.writeStartArray();
		elements.forEach(writer);
		json.writeEndArray();
	}

	private static String write(Consumer<JsonGenerator> writer) {
		StringWriter text = new StringWriter();
		try (JsonGenerator json = ITEMS.createGenerator(text)) {
			writer.accept(json);
		}
		return text.toString();
	}

	/** As in items. */
	private static final class BytesSerializer extends ValueSerializer<SdkBytes> {

		@Override
		public void serialize(SdkBytes value, JsonGenerator json, SerializationContext context) {
			json.writeBinary(value.asByteArrayUnsafe());
		}

	}

}
