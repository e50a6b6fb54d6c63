package io.daplug.item;

import java.lang.reflect.Array;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.daplug.text.TimestampText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * Java values to attributes, in one pass. Containers are handed to the SDK as views that
 * convert while the SDK takes its copy, so there is no second container in between; the
 * path of a value is put together only when something is wrong with it. For one item, by
 * one thread.
 */
final class AttributeWriter {

	private final Databind databind;

	private final boolean dropNulls;

	private final AttributeMaker make = new AttributeMaker();

	AttributeWriter(Databind databind, boolean dropNulls) {
		this.databind = databind;
		this.dropNulls = dropNulls;
	}

	Map<String, AttributeValue> item(Object item) {
		if (item instanceof Map<?, ?> map) {
			return collect(new ConvertedMap(this, map, Nesting.ITEM));
		}
		if (item instanceof ObjectNode node) {
			return collect(new ConvertedTree(this, node, Nesting.ITEM));
		}
		if (item instanceof JsonNode node) {
			throw new InvalidItemException("is a JSON " + node.getNodeType() + "; an item is a JSON object");
		}
		return this.databind.write(item, this.dropNulls);
	}

	private static Map<String, AttributeValue> collect(Map<String, AttributeValue> converted) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(capacity(converted.size()));
		converted.forEach(attributes::put);
		return attributes;
	}

	static int capacity(int size) {
		return size + size / 3 + 1;
	}

	/**
	 * Converts one value.
	 * @param value the value
	 * @param level the level of the container that holds the value
	 */
	AttributeValue value(@Nullable Object value, int level) {
		if (value instanceof String text) {
			return this.make.text(text);
		}
		if (value instanceof Number number) {
			return this.make.number(NumberText.of(number));
		}
		if (value == null) {
			return ConstantAttribute.NULL;
		}
		if (value instanceof Boolean flag) {
			return ConstantAttribute.of(flag);
		}
		if (value instanceof Map<?, ?> map) {
			return this.make.map(new ConvertedMap(this, map, Nesting.below(level)));
		}
		if (value instanceof Set<?> set) {
			return AttributeSet.of(this, set);
		}
		if (value instanceof Collection<?> collection) {
			return list(collection, level);
		}
		if (value instanceof JsonNode node) {
			return tree(node, level);
		}
		if (value instanceof AttributeValue attribute) {
			return StoredForm.checked(attribute, level);
		}
		if (value instanceof Enum<?> constant) {
			return this.databind.write(constant);
		}
		AttributeValue scalar = scalar(value);
		return (scalar != null) ? scalar : other(value, level);
	}

	private @Nullable AttributeValue scalar(Object value) {
		Instant instant = TimestampText.instant(value);
		if (instant != null) {
			return this.make.text(TimestampText.of(instant));
		}
		SdkBytes bytes = BinaryValue.bytes(value);
		if (bytes != null) {
			return AttributeValue.fromB(bytes);
		}
		String text = text(value);
		return (text != null) ? this.make.text(text) : null;
	}

	private static @Nullable String text(Object value) {
		if (value instanceof CharSequence || value instanceof Character || value instanceof UUID || value instanceof URI
				|| value instanceof Path) {
			return value.toString();
		}
		if (value instanceof char[] characters) {
			return new String(characters);
		}
		// Jackson writes these two with seconds, always; toString leaves them out.
		if (value instanceof LocalDateTime dateTime) {
			return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime);
		}
		if (value instanceof LocalTime time) {
			return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
		}
		return value.getClass().getPackageName().equals("java.time") ? value.toString() : null;
	}

	private AttributeValue other(Object value, int level) {
		if (value instanceof Optional<?> optional) {
			return value(optional.orElse(null), level);
		}
		if (value instanceof Object[] array) {
			return list(Arrays.asList(array), level);
		}
		if (value.getClass().isArray()) {
			List<Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(Array.get(value, i));
			}
			return list(elements, level);
		}
		if (value instanceof Iterable<?> iterable) {
			List<Object> elements = new ArrayList<>();
			iterable.forEach(elements::add);
			return list(elements, level);
		}
		return this.databind.write(value, level, this.dropNulls);
	}

	private AttributeValue list(Collection<?> elements, int level) {
		return this.make.list(new ConvertedList(this, elements, Nesting.below(level)));
	}

	private AttributeValue tree(JsonNode node, int level) {
		return switch (node.getNodeType()) {
			case OBJECT -> this.make.map(new ConvertedTree(this, (ObjectNode) node, Nesting.below(level)));
			case ARRAY -> list(node.values(), level);
			case STRING -> this.make.text(node.stringValue());
			case NUMBER -> this.make.number(NumberText.of(node.numberValue()));
			case BOOLEAN -> ConstantAttribute.of(node.booleanValue());
			case BINARY -> AttributeValue.fromB(SdkBytes.fromByteArray(node.binaryValue()));
			case POJO -> value(((POJONode) node).getPojo(), level);
			case NULL, MISSING -> ConstantAttribute.NULL;
		};
	}

}
