package io.daplug.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Maps JSON by a schema.
 */
final class Mapping {

	static final MappingOptions PROJECT = MappingOptions.of((options) -> options.project(true));

	static final MappingOptions KEEP = MappingOptions.of((options) -> options.validate(true));

	static final MappingOptions STRICT = MappingOptions.of((options) -> options.project(true).validate(true));

	static final MappingOptions INSERT = STRICT.with((options) -> options.defaults(true));

	static final MappingOptions RECORD = INSERT.with((options) -> options.nullsAreAbsent(true));

	private Mapping() {
	}

	static JsonNode map(ItemSchema schema, MappingOptions options, String item) {
		return Json.tree(map(schema, options, Json.item(item)));
	}

	/** Whatever is mapped, what is told of it is true. */
	private static Map<String, AttributeValue> map(ItemSchema schema, MappingOptions options,
			Map<String, AttributeValue> item) {
		Map<String, AttributeValue> before = new LinkedHashMap<>(item);
		boolean changed = schema.apply(item, options);
		if (!item.equals(before)) {
			before.values().removeIf((value) -> value.type() == AttributeValue.Type.NUL);
			Map<String, AttributeValue> after = new LinkedHashMap<>(item);
			after.values().removeIf((value) -> value.type() == AttributeValue.Type.NUL);
			assertThat(changed).as("changed").isEqualTo(!after.equals(before));
		}
		else {
			assertThat(changed).as("changed").isFalse();
		}
		return item;
	}

	static JsonNode project(ItemSchema schema, String item) {
		return map(schema, PROJECT, item);
	}

	/**
	 * What is wrong with an item.
	 * @param schema the schema
	 * @param options how it is mapped
	 * @param item the item
	 * @return pointers and keywords, such as {@code /a/b type}, in the order of the
	 * pointers
	 */
	static List<String> violations(ItemSchema schema, MappingOptions options, String item) {
		return list(schema, options, item).stream()
			.map((violation) -> violation.pointer() + " " + violation.keyword())
			.sorted()
			.toList();
	}

	static List<String> violations(ItemSchema schema, String item) {
		return violations(schema, STRICT, item);
	}

	static List<SchemaViolation> list(ItemSchema schema, MappingOptions options, String item) {
		return list(schema, options, Json.tree(item));
	}

	static List<SchemaViolation> list(ItemSchema schema, MappingOptions options, JsonNode item) {
		try {
			map(schema, options, Json.item(item));
			return List.of();
		}
		catch (SchemaViolationException ex) {
			return ex.violations();
		}
	}

}
