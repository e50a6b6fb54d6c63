package io.daplug.conformance;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The times of records. The ancestor writes them as text of varying width without zone,
 * we write them as text of fixed width in UTC: what is compared is the point in time.
 */
final class Moments {

	static final String CREATED = "dt_created";

	static final String MODIFIED = "dt_modified";

	static final List<String> ATTRIBUTES = List.of(CREATED, MODIFIED);

	private Moments() {
	}

	/** What the corpus holds, in plain JSON or in DynamoDB JSON. */
	static JsonNode inOneForm(JsonNode json) {
		if (json instanceof ArrayNode array) {
			ArrayNode elements = Corpus.JSON.createArrayNode();
			array.forEach((element) -> elements.add(inOneForm(element)));
			return elements;
		}
		if (!(json instanceof ObjectNode object)) {
			return json;
		}
		ObjectNode fields = Corpus.JSON.createObjectNode();
		object.properties().forEach((field) -> {
			JsonNode value = field.getValue();
			if (!ATTRIBUTES.contains(field.getKey())) {
				fields.set(field.getKey(), inOneForm(value));
			}
			else if (value.isString()) {
				fields.put(field.getKey(), text(value.asString()));
			}
			else {
				fields.set(field.getKey(), value.path("S").isString()
						? Corpus.JSON.createObjectNode().put("S", text(value.path("S").asString())) : value);
			}
		});
		return fields;
	}

	/** What a call answered: an item, several, or something else. */
	static @Nullable Object inOneForm(@Nullable Object answer) {
		if (answer instanceof List<?> list) {
			return list.stream().map((element) -> inOneForm((Object) element)).toList();
		}
		return (answer instanceof Map<?, ?> item) ? ofItem(item) : answer;
	}

	static Map<String, @Nullable Object> ofItem(Map<?, ?> item) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		item.forEach((name, value) -> values.put((String) name,
				(ATTRIBUTES.contains(name) && value instanceof String text) ? text(text) : value));
		return values;
	}

	private static String text(String text) {
		try {
			Instant moment = text.endsWith("Z") ? OffsetDateTime.parse(text).toInstant()
					: LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
			return moment.toString();
		}
		catch (DateTimeParseException ex) {
			return text;
		}
	}

}
