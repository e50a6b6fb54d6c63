package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * Brings the three forms of a value (the corpus's plain JSON, DynamoDB JSON, the SDK's
 * attributes) into plain Java, so that equal values are equal: text, {@link BigDecimal},
 * booleans, null, {@link SdkBytes}, lists, maps and sets.
 */
final class CorpusValues {

	private CorpusValues() {
	}

	/** A value in plain JSON, with its two tagged forms. Numbers keep their scale. */
	static @Nullable Object plain(JsonNode json) {
		if (json.isNull() || json.isMissingNode()) {
			return null;
		}
		if (json.isArray()) {
			return list(json, CorpusValues::plain);
		}
		if (json.isObject()) {
			if (json.size() == 1 && json.has("$binary")) {
				return binary(json.path("$binary"));
			}
			if (json.size() == 1 && json.has("$set")) {
				return new LinkedHashSet<>(list(json.path("$set"), CorpusValues::plain));
			}
			return map(json, CorpusValues::plain);
		}
		return scalar(json);
	}

	/** A value in DynamoDB JSON. */
	static @Nullable Object stored(JsonNode json) {
		String type = json.propertyNames().iterator().next();
		JsonNode value = json.path(type);
		return switch (type) {
			case "S" -> value.asString();
			case "N" -> new BigDecimal(value.asString());
			case "B" -> binary(value);
			case "BOOL" -> value.asBoolean();
			case "NULL" -> null;
			case "L" -> list(value, CorpusValues::stored);
			case "M" -> map(value, CorpusValues::stored);
			case "SS" -> new LinkedHashSet<>(list(value, JsonNode::asString));
			case "NS" -> new LinkedHashSet<>(list(value, (number) -> new BigDecimal(number.asString())));
			case "BS" -> new LinkedHashSet<>(list(value, CorpusValues::binary));
			default -> throw new IllegalStateException("The corpus has a value of the unknown type " + type);
		};
	}

	/** An item in DynamoDB JSON. */
	static Map<String, @Nullable Object> storedItem(JsonNode json) {
		return map(json, CorpusValues::stored);
	}

	/** An item of the SDK. */
	static Map<String, @Nullable Object> item(Map<String, AttributeValue> item) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		item.forEach((name, value) -> values.put(name, value(value)));
		return values;
	}

	private static @Nullable Object value(AttributeValue value) {
		return switch (value.type()) {
			case S -> value.s();
			case N -> new BigDecimal(value.n());
			case B -> value.b();
			case BOOL -> value.bool();
			case NUL -> null;
			case L -> value.l()
				.stream()
				.collect(ArrayList<@Nullable Object>::new, (list, element) -> list.add(value(element)), List::addAll);
			case M -> item(value.m());
			case SS -> new LinkedHashSet<>(value.ss());
			case NS -> new LinkedHashSet<>(value.ns().stream().map(BigDecimal::new).toList());
			case BS -> new LinkedHashSet<>(value.bs());
			default -> throw new IllegalStateException("DynamoDB has no type " + value.type());
		};
	}

	/** Attributes to write as they are, past the library. */
	static Map<String, AttributeValue> attributes(JsonNode plainItem) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		plainItem.properties().forEach((entry) -> attributes.put(entry.getKey(), attribute(plain(entry.getValue()))));
		return attributes;
	}

	private static AttributeValue attribute(@Nullable Object value) {
		if (value == null) {
			return AttributeValue.fromNul(true);
		}
		if (value instanceof String text) {
			return AttributeValue.fromS(text);
		}
		if (value instanceof BigDecimal number) {
			return AttributeValue.fromN(number.toString());
		}
		if (value instanceof Boolean flag) {
			return AttributeValue.fromBool(flag);
		}
		if (value instanceof SdkBytes bytes) {
			return AttributeValue.fromB(bytes);
		}
		if (value instanceof List<?> list) {
			return AttributeValue.fromL(list.stream().map(CorpusValues::attribute).toList());
		}
		if (value instanceof Set<?> set) {
			return set(set);
		}
		Map<String, AttributeValue> map = new LinkedHashMap<>();
		((Map<?, ?>) value).forEach((name, element) -> map.put((String) name, attribute(element)));
		return AttributeValue.fromM(map);
	}

	private static AttributeValue set(Set<?> set) {
		if (set.stream().allMatch(String.class::isInstance)) {
			return AttributeValue.fromSs(set.stream().map(String.class::cast).toList());
		}
		if (set.stream().allMatch(BigDecimal.class::isInstance)) {
			return AttributeValue.fromNs(set.stream().map(Object::toString).toList());
		}
		return AttributeValue.fromBs(set.stream().map(SdkBytes.class::cast).toList());
	}

	/** Values as they are compared: numbers by their value. */
	static @Nullable Object normal(@Nullable Object value) {
		if (value instanceof Number number) {
			return new BigDecimal(number.toString()).stripTrailingZeros();
		}
		if (value instanceof byte[] bytes) {
			return SdkBytes.fromByteArray(bytes);
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> normal = new LinkedHashMap<>();
			map.forEach((name, element) -> normal.put(name, normal(element)));
			return normal;
		}
		if (value instanceof Collection<?> elements) {
			Collection<@Nullable Object> normal = (elements instanceof Set) ? new LinkedHashSet<>() : new ArrayList<>();
			elements.forEach((element) -> normal.add(normal(element)));
			return normal;
		}
		return value;
	}

	private static Object scalar(JsonNode json) {
		if (json.isNumber()) {
			return json.decimalValue();
		}
		return json.isBoolean() ? (Object) json.booleanValue() : json.asString();
	}

	private static SdkBytes binary(JsonNode json) {
		return SdkBytes.fromByteArray(Base64.getDecoder().decode(json.asString()));
	}

	private static <T extends @Nullable Object> List<T> list(JsonNode json, Function<JsonNode, T> element) {
		List<T> list = new ArrayList<>();
		json.values().forEach((value) -> list.add(element.apply(value)));
		return list;
	}

	private static Map<String, @Nullable Object> map(JsonNode json, Function<JsonNode, @Nullable Object> element) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		json.properties().forEach((entry) -> map.put(entry.getKey(), element.apply(entry.getValue())));
		return map;
	}

}
