package io.daplug.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON to items and back, numbers exact. Single quotes do for double ones.
 */
final class Json {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.build();

	private Json() {
	}

	static JsonNode tree(String json) {
		return MAPPER.readTree(json.replace('\'', '"'));
	}

	static Map<String, AttributeValue> item(String json) {
		return item(tree(json));
	}

	static Map<String, AttributeValue> item(JsonNode object) {
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		object.properties().forEach((property) -> item.put(property.getKey(), value(property.getValue())));
		return item;
	}

	static AttributeValue value(JsonNode node) {
		return switch (node.getNodeType()) {
			case OBJECT -> AttributeValue.fromM(item(node));
			case ARRAY -> {
				List<AttributeValue> list = new ArrayList<>();
				node.forEach((element) -> list.add(value(element)));
				yield AttributeValue.fromL(list);
			}
			case STRING -> AttributeValue.fromS(node.asString());
			case NUMBER -> AttributeValue.fromN(node.decimalValue().toString());
			case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
			default -> AttributeValue.fromNul(true);
		};
	}

	static ObjectNode tree(Map<String, AttributeValue> item) {
		ObjectNode object = MAPPER.createObjectNode();
		item.forEach((name, value) -> object.set(name, tree(value)));
		return object;
	}

	static JsonNode tree(AttributeValue value) {
		return switch (value.type()) {
			case S -> MAPPER.getNodeFactory().stringNode(value.s());
			case N -> MAPPER.readTree(value.n());
			case BOOL -> MAPPER.getNodeFactory().booleanNode(value.bool());
			case M -> tree(value.m());
			case L -> {
				ArrayNode array = MAPPER.createArrayNode();
				value.l().forEach((element) -> array.add(tree(element)));
				yield array;
			}
			default -> MAPPER.getNodeFactory().nullNode();
		};
	}

}
