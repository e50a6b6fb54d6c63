package io.daplug.schema.judge;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of Jackson 2, which swagger-parser takes, from a document. What aliases
 * stand for is one node.
 */
final class DocumentNodes {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final Map<Object, JsonNode> known = new IdentityHashMap<>();

	JsonNode of(@Nullable Object value) {
		if (value instanceof Map || value instanceof List) {
			JsonNode node = this.known.get(value);
			if (node == null) {
				node = (value instanceof Map<?, ?> map) ? object(map) : array((List<?>) value);
				this.known.put(value, node);
			}
			return node;
		}
		if (value instanceof BigDecimal number) {
			return number(number);
		}
		if (value instanceof Boolean bool) {
			return NODES.booleanNode(bool);
		}
		return (value != null) ? NODES.textNode(value.toString()) : NODES.nullNode();
	}

	private ObjectNode object(Map<?, ?> map) {
		ObjectNode object = NODES.objectNode();
		map.forEach((name, value) -> object.set(name.toString(), of(value)));
		return object;
	}

	private ArrayNode array(List<?> list) {
		ArrayNode array = NODES.arrayNode();
		list.forEach((value) -> array.add(of(value)));
		return array;
	}

	/** Whole numbers as such, or else they are no lengths. */
	private static JsonNode number(BigDecimal number) {
		if (number.stripTrailingZeros().scale() > 0) {
			return DecimalNode.valueOf(number);
		}
		if (number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
			return NODES.numberNode(number.intValueExact());
		}
		return NODES.numberNode(number.toBigIntegerExact());
	}

}
