package io.daplug.item;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
			ConvertedMap converted = new ConvertedMap(this, map, Nesting.ITEM);
			Map<String, AttributeValue> attributes = collect(converted);
			converted.requireNames(attributes);
			return attributes;
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
		if (value == null) {
			return ConstantAttribute.NULL;
		}
		return switch (this.databind.forms().of(value.getClass())) {
			case TEXT, STRING_OF -> this.make.text(value.toString());
			case NUMBER -> this.make.number(NumberText.of((Number) value));
			case FLAG -> ConstantAttribute.of((Boolean) value);
			case TIMESTAMP -> timestamp(value, level);
			case BINARY -> binary(value);
			case CONSTANT -> this.databind.write((Enum<?>) value);
			case MAP -> map(new ConvertedMap(this, (Map<?, ?>) value, Nesting.below(level)));
			case SET -> set((Set<?>) value, level);
			case LIST -> list((Collection<?>) value, level);
			case TREE -> tree((JsonNode) value, level);
			case ATTRIBUTE -> StoredForm.checked((AttributeValue) value, level);
			case JACKSON -> this.databind.write(value, level, this.dropNulls);
		};
	}

	/** The name of an entry of a map. */
	String name(@Nullable Object key) {
		return (key instanceof String || key == null) ? AttributeName.checked(key)
				: AttributeName.checked(this.databind.name(key));
	}

	private AttributeValue timestamp(Object value, int level) {
		Instant instant = TimestampText.instant(value);
		return (instant != null) ? this.make.text(TimestampText.of(instant))
				: this.databind.write(value, level, this.dropNulls);
	}

	private static AttributeValue binary(Object value) {
		SdkBytes bytes = BinaryValue.bytes(value);
		return (bytes != null) ? AttributeValue.fromB(bytes) : ConstantAttribute.NULL;
	}

	private AttributeValue map(ConvertedMap map) {
		AttributeValue made = this.make.map(map);
		map.requireNames(made.m());
		return made;
	}

	private AttributeValue set(Set<?> set, int level) {
		if (set.isEmpty()) {
			throw AttributeSet.empty();
		}
		AttributeValue list = list(set, level);
		AttributeValue made = AttributeSet.of(list.l());
		return (made != null) ? made : list;
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
