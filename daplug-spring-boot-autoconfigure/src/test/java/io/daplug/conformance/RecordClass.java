package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.daplug.schema.SchemaRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a class of the caller does to values: nulls are not set, fields have initial
 * values, some are computed of others. What items may be, which attributes there are and
 * which must be set, is said by a schema and left to the template.
 *
 * @param options the class as the adapter's option says
 */
record RecordClass(JsonNode options) {

	/** The schema of the class's records. */
	static final String SCHEMA = "Record";

	private static final Set<String> FIELD_OPTIONS = Set.of("type", "required", "default");

	private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)\\}");

	static RecordClass of(Arguments adapter) {
		Arguments options = adapter.options("record");
		options.requireKnown(Set.of("loose", "fields", "computed"));
		options.options("fields").json().forEach((field) -> new Arguments(field).requireKnown(FIELD_OPTIONS));
		Arguments computed = options.options("computed");
		computed.json().propertyNames().forEach(computed::text);
		return new RecordClass(options.json());
	}

	/** Whether it declares its fields, and therefore has a schema. */
	boolean declared() {
		return this.options.path("fields").isObject();
	}

	/** The names of the fields that have to be set. */
	private Set<String> required() {
		Set<String> required = new TreeSet<>();
		this.options.path("fields").properties().forEach((field) -> {
			if (field.getValue().path("required").asBoolean(false)) {
				required.add(field.getKey());
			}
		});
		return required;
	}

	/**
	 * The schema of its records.
	 * @param more attributes beside the fields
	 */
	SchemaRegistry schemas(Set<String> more) {
		if (!declared()) {
			return SchemaRegistry.empty();
		}
		ObjectNode document = Corpus.JSON.createObjectNode().put("openapi", "3.0.3");
		document.putObject("info").put("title", "Records").put("version", "1");
		document.putObject("paths");
		ObjectNode record = document.putObject("components").putObject("schemas").putObject(SCHEMA);
		record.put("type", "object");
		ObjectNode properties = record.putObject("properties");
		this.options.path("fields").propertyNames().forEach(properties::putObject);
		this.options.path("computed").propertyNames().forEach(properties::putObject);
		more.forEach(properties::putObject);
		if (!required().isEmpty()) {
			required().forEach(record.putArray("required")::add);
		}
		return Adapter.schemas(document);
	}

	/** A record of these values, as its constructor leaves it. */
	Map<String, Object> made(Map<String, ? extends @Nullable Object> values) {
		Map<String, Object> made = new LinkedHashMap<>();
		this.options.path("fields").properties().forEach((field) -> {
			Object initial = CorpusValues.plain(field.getValue().path("default"));
			if (initial != null) {
				made.put(field.getKey(), initial);
			}
		});
		values.forEach((name, value) -> {
			if (value != null) {
				made.put(name, value);
			}
			else {
				made.remove(name);
			}
		});
		this.options.path("computed").properties().forEach((template) -> {
			Object value = value(template.getValue().asString(), made);
			if (value != null) {
				made.put(template.getKey(), value);
			}
		});
		return made;
	}

	/**
	 * A record of these values, for which a caller must set what is required.
	 * @throws MissingFieldException if a required field is not set
	 */
	Map<String, Object> constructed(Map<String, ? extends @Nullable Object> values) {
		Map<String, Object> made = made(values);
		required().forEach((field) -> {
			if (!made.containsKey(field)) {
				throw new MissingFieldException(field);
			}
		});
		return made;
	}

	/** What is seen of an item: the fields alone. */
	Map<String, Object> seen(Map<String, ? extends @Nullable Object> item) {
		Map<String, Object> made = made(item);
		if (declared()) {
			made.keySet()
				.removeIf((name) -> !this.options.path("fields").has(name) && !this.options.path("computed").has(name));
		}
		return made;
	}

	/**
	 * Fills in a template. One that is nothing but a field has the field's value, any
	 * other one is text.
	 * @return the value; null if a field is not set
	 */
	static @Nullable Object value(String template, Map<String, Object> fields) {
		Matcher field = FIELD.matcher(template);
		if (field.matches()) {
			return fields.get(field.group(1));
		}
		StringBuilder text = new StringBuilder();
		field.reset();
		while (field.find()) {
			Object value = fields.get(field.group(1));
			if (value == null) {
				return null;
			}
			field.appendReplacement(text, Matcher.quoteReplacement(text(value)));
		}
		field.appendTail(text);
		return text.toString();
	}

	private static String text(Object value) {
		return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
	}

	/** What the ancestor's hook does to the fields that it is to make lower case. */
	static void lowerCase(Map<String, Object> values, List<String> fields) {
		fields.forEach((field) -> values.computeIfPresent(field,
				(name, value) -> (value instanceof String text) ? text.toLowerCase(Locale.ROOT) : value));
	}

	/**
	 * A caller's class refuses to be made without a field.
	 */
	static final class MissingFieldException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		MissingFieldException(String field) {
			super("The record has no '%s'".formatted(field));
		}

	}

}
