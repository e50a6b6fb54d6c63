package io.daplug.test;

import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies of messages as JSON.
 */
final class JsonBody {

	private static final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private JsonBody() {
	}

	static JsonNode expected(String json) {
		try {
			return mapper.readTree(json);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("What the body must be is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Compares a whole body.
	 * @param expected what it must be
	 * @param body what it is
	 * @return the first difference in words; null if there is none
	 */
	static @Nullable String difference(JsonNode expected, String body) {
		JsonNode found = read(body);
		return (found != null) ? difference(JsonPointer.empty(), expected, found) : "the body is not JSON";
	}

	/**
	 * Compares a part of a body.
	 * @param pointer its place
	 * @param expected what it must be
	 * @param body what the body is
	 * @return the first difference in words; null if there is none
	 */
	static @Nullable String differenceAt(String pointer, @Nullable Object expected, String body) {
		JsonPointer place = JsonPointer.compile(pointer);
		JsonNode found = read(body);
		if (found == null) {
			return "the body is not JSON";
		}
		return difference(place, mapper.readTree(mapper.writeValueAsString(expected)), found.at(place));
	}

	private static @Nullable JsonNode read(String body) {
		try {
			return mapper.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable String difference(JsonPointer place, JsonNode expected, JsonNode found) {
		if (expected.isObject() && found.isObject()) {
			return differenceOfProperties(place, expected, found);
		}
		if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
			for (int i = 0; i < expected.size(); i++) {
				String difference = difference(place.appendIndex(i), expected.get(i), found.get(i));
				if (difference != null) {
					return difference;
				}
			}
			return null;
		}
		boolean same = (expected.isNumber() && found.isNumber())
				? expected.decimalValue().compareTo(found.decimalValue()) == 0 : expected.equals(found);
		return same ? null : "at '%s' is %s instead of %s".formatted(place, shown(found), expected);
	}

	private static @Nullable String differenceOfProperties(JsonPointer place, JsonNode expected, JsonNode found) {
		TreeSet<String> names = new TreeSet<>(expected.propertyNames());
		names.addAll(found.propertyNames());
		for (String name : names) {
			JsonPointer inside = place.appendProperty(name);
			if (!expected.has(name)) {
				// Not what it is: nobody has asked for it.
				return "at '%s' is something that must not be there".formatted(inside);
			}
			String difference = difference(inside, expected.path(name), found.path(name));
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	private static String shown(JsonNode found) {
		return found.isMissingNode() ? "nothing" : found.toString();
	}

}
