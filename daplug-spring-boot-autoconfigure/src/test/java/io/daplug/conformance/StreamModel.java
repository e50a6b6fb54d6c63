package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model of the handler in the corpus: fields with types, bounds and defaults.
 *
 * @param json as the corpus has it
 */
record StreamModel(JsonNode json) {

	private JsonNode fields() {
		return this.json.path("fields");
	}

	/**
	 * Reads an item as the model: absent fields get their defaults, what is not described
	 * is left out.
	 * @return values by field; none for an optional one without value
	 * @throws IllegalArgumentException if the item does not fit
	 */
	Map<String, Object> read(Map<String, @Nullable Object> item) {
		Map<String, Object> values = new LinkedHashMap<>();
		fields().properties().forEach((field) -> {
			JsonNode rule = field.getValue();
			boolean given = item.containsKey(field.getKey());
			Object value = given ? item.get(field.getKey()) : CorpusValues.plain(rule.path("default"));
			if (value != null) {
				Object coerced = coerce(rule, value);
				check(field.getKey(), rule, coerced);
				values.put(field.getKey(), coerced);
			}
			else if (!rule.path("optional").asBoolean(false)) {
				throw new IllegalArgumentException("'%s' is missing".formatted(field.getKey()));
			}
		});
		return values;
	}

	/**
	 * Brings values into the types of the model, where they can be, and checks nothing.
	 */
	Map<String, Object> coerce(Map<String, Object> values) {
		Map<String, Object> coerced = new LinkedHashMap<>();
		values.forEach((name, value) -> coerced.put(name, coerce(fields().path(name), value)));
		return coerced;
	}

	/** As the reference's models do: numbers become text, and text numbers. */
	private static Object coerce(JsonNode rule, Object value) {
		return switch (rule.path("type").asString("")) {
			case "str" -> (value instanceof BigDecimal number) ? number.toPlainString() : value;
			case "decimal" -> (value instanceof String text) ? number(text) : value;
			case "int" -> {
				Object number = (value instanceof String text) ? number(text) : value;
				yield (number instanceof BigDecimal decimal) ? new BigDecimal(decimal.toBigInteger()) : number;
			}
			default -> value;
		};
	}

	private static Object number(String text) {
		try {
			return new BigDecimal(text.trim());
		}
		catch (NumberFormatException ex) {
			return text;
		}
	}

	private static void check(String field, JsonNode rule, Object value) {
		boolean fits = switch (rule.path("type").asString("")) {
			case "str" -> value instanceof String;
			case "decimal", "int" -> value instanceof BigDecimal;
			case "bool" -> value instanceof Boolean;
			default -> true;
		};
		if (rule.has("enum")) {
			fits &= ((List<?>) Objects.requireNonNull(CorpusValues.plain(rule.path("enum")))).contains(value);
		}
		if (value instanceof String text) {
			int length = text.codePointCount(0, text.length());
			fits &= length >= rule.path("min_length").asInt(0);
			fits &= length <= rule.path("max_length").asInt(Integer.MAX_VALUE);
		}
		if (value instanceof BigDecimal number) {
			fits &= !rule.has("ge") || number.compareTo(rule.path("ge").decimalValue()) >= 0;
			fits &= !rule.has("le") || number.compareTo(rule.path("le").decimalValue()) <= 0;
		}
		if (!fits) {
			throw new IllegalArgumentException("'%s' is not what the model says".formatted(field));
		}
	}

	/** The model as an OpenAPI document with one schema. */
	JsonNode document(String schema) {
		ObjectNode document = Corpus.JSON.createObjectNode();
		document.put("openapi", "3.0.3");
		document.putObject("info").put("title", schema).put("version", "1");
		document.putObject("paths");
		ObjectNode model = document.putObject("components").putObject("schemas").putObject(schema);
		model.put("type", "object");
		ObjectNode properties = model.putObject("properties");
		ArrayNode required = Corpus.JSON.createArrayNode();
		fields().properties().forEach((field) -> {
			properties.set(field.getKey(), property(field.getValue()));
			if (!field.getValue().path("optional").asBoolean(false) && !field.getValue().has("default")) {
				required.add(field.getKey());
			}
		});
		if (!required.isEmpty()) {
			model.set("required", required);
		}
		return document;
	}

	private static ObjectNode property(JsonNode rule) {
		ObjectNode property = Corpus.JSON.createObjectNode();
		switch (rule.path("type").asString("")) {
			case "str" -> property.put("type", "string");
			case "decimal" -> property.put("type", "number");
			case "int" -> property.put("type", "integer");
			case "bool" -> property.put("type", "boolean");
			default -> {
			}
		}
		Map.of("enum", "enum", "default", "default", "min_length", "minLength", "max_length", "maxLength", "ge",
				"minimum", "le", "maximum")
			.forEach((name, keyword) -> {
				if (rule.has(name)) {
					property.set(keyword, rule.path(name));
				}
			});
		return property;
	}

}
