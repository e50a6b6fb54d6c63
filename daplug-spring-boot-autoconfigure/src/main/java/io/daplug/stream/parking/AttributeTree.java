package io.daplug.stream.parking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attributes as trees and back, in the form that AWS calls DynamoDB JSON: each value
 * beside its type, numbers as text, so that nothing of it is lost.
 */
final class AttributeTree {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private AttributeTree() {
	}

	static ObjectNode of(Map<String, AttributeValue> attributes) {
		ObjectNode tree = NODES.objectNode();
		attributes.forEach((name, value) -> tree.set(name, of(value)));
		return tree;
	}

	static ObjectNode of(AttributeValue value) {
		ObjectNode typed = NODES.objectNode();
		return switch (value.type()) {
			case S -> typed.put("S", value.s());
			case N -> typed.put("N", value.n());
			case B -> typed.put("B", value.b().asByteArrayUnsafe());
			case BOOL -> typed.put("BOOL", value.bool());
			case NUL -> typed.put("NULL", value.nul());
			case SS -> typed.set("SS", texts(value.ss()));
			case NS -> typed.set("NS", texts(value.ns()));
			case BS -> typed.set("BS", array(value.bs(), (bytes) -> NODES.binaryNode(bytes.asByteArrayUnsafe())));
			case L -> typed.set("L", array(value.l(), AttributeTree::of));
			case M -> typed.set("M", of(value.m()));
			case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(
					"An attribute has a type that this version of the SDK does not know");
		};
	}

	private static ArrayNode texts(List<String> texts) {
		return array(texts, NODES::stringNode);
	}

	private static <T> ArrayNode array(List<T> values, Function<T, JsonNode> node) {
		ArrayNode array = NODES.arrayNode(values.size());
		values.forEach((value) -> array.add(node.apply(value)));
		return array;
	}

	static Map<String, AttributeValue> attributes(JsonNode tree) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		tree.forEachEntry((name, value) -> attributes.put(name, attribute(value)));
		return attributes;
	}

	static AttributeValue attribute(JsonNode typed) {
		Map.Entry<String, JsonNode> only = typed.properties().iterator().next();
		JsonNode value = only.getValue();
		return switch (only.getKey()) {
			case "S" -> AttributeValue.fromS(value.stringValue());
			case "N" -> AttributeValue.fromN(value.stringValue());
			case "B" -> AttributeValue.fromB(bytes(value));
			case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
			case "NULL" -> AttributeValue.fromNul(value.booleanValue());
			case "SS" -> AttributeValue.fromSs(list(value, JsonNode::stringValue));
			case "NS" -> AttributeValue.fromNs(list(value, JsonNode::stringValue));
			case "BS" -> AttributeValue.fromBs(list(value, AttributeTree::bytes));
			case "L" -> AttributeValue.fromL(list(value, AttributeTree::attribute));
			case "M" -> AttributeValue.fromM(attributes(value));
			default -> throw new IllegalStateException("'%s' is no type of an attribute".formatted(only.getKey()));
		};
	}

	private static SdkBytes bytes(JsonNode value) {
		return SdkBytes.fromByteArrayUnsafe(value.binaryValue());
	}

	private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
		List<T> list = new ArrayList<>(array.size());
		array.forEach((value) -> list.add(element.apply(value)));
		return list;
	}

}
