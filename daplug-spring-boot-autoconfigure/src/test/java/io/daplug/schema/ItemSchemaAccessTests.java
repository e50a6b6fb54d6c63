package io.daplug.schema;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code readOnly} and {@code writeOnly}.
 */
class ItemSchemaAccessTests {

	private static List<String> readOnly(ItemSchema schema, String item) {
		return schema.readOnly(Json.item(item), false).stream().map(SchemaViolation::pointer).sorted().toList();
	}

	@Test
	void followsReferencesAndWhatStandsBesideThem() {
		String schemas = """
				Item:
				  properties:
				    a: {$ref: '#/components/schemas/Id'}
				    b: {$ref: '#/components/schemas/Text', readOnly: true}
				    c: {allOf: [{$ref: '#/components/schemas/Text'}], readOnly: true}
				    d: {allOf: [{$ref: '#/components/schemas/Id'}, {maxLength: 3}]}
				    e: {$ref: '#/components/schemas/Text'}
				    f: {type: string, readOnly: false}
				Id: {type: string, readOnly: true}
				Text: {type: string}
				""";
		String item = "{'a': 'x', 'b': 'x', 'c': 'x', 'd': 'x', 'e': 'x', 'f': 'x'}";
		assertThat(readOnly(schema(schemas), item)).containsExactly("/a", "/b", "/c", "/d");
		// In OpenAPI 3.0 nothing counts that stands beside a reference.
		assertThat(readOnly(schema("3.0.3", schemas), item)).containsExactly("/a", "/c", "/d");
	}

	@Test
	void followsTheDiscriminatorAndElseTakesWhatAnyAlternativeSays() {
		String alternatives = """
				Item:
				  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
				  %s
				A: {type: object, required: [kind], properties: {kind: {type: string}, x: {type: string, readOnly: true}}}
				B: {type: object, required: [kind], properties: {kind: {type: string}, x: {type: string}}}
				""";
		ItemSchema chosen = schema(alternatives
			.formatted("discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: B}}"));
		assertThat(readOnly(chosen, "{'kind': 'a', 'x': '1'}")).containsExactly("/x");
		assertThat(readOnly(chosen, "{'kind': 'b', 'x': '1'}")).isEmpty();
		assertThat(readOnly(schema(alternatives.formatted("")), "{'kind': 'b', 'x': '1'}")).containsExactly("/x");
	}

	@Test
	void leavesTheItemAsItIsAndSharesWhatItKeeps() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    open: {type: object, properties: {a: {type: string}}}
				    list: {type: array, items: {type: object, properties: {s: {type: string, writeOnly: true}}}}
				""");
		Map<String, AttributeValue> item = Json.item("{'open': {'a': 'x'}, 'list': [{'s': 'x', 'n': 1}, {'n': 2}]}");
		Map<String, AttributeValue> before = Map.copyOf(item);
		Map<String, AttributeValue> cut = schema.withoutWriteOnly(item);
		assertThat(Json.tree(cut)).isEqualTo(Json.tree("{'open': {'a': 'x'}, 'list': [{'n': 1}, {'n': 2}]}"));
		assertThat(item).isEqualTo(before);
		assertThat(cut.get("open")).isSameAs(item.get("open"));
		Map<String, AttributeValue> free = Json.item("{'list': [{'n': 2}]}");
		assertThat(schema.withoutWriteOnly(free)).isSameAs(free);
		assertThat(schema.hasWriteOnly()).isTrue();
		assertThat(schema("Item: {properties: {a: {writeOnly: false}}}").hasWriteOnly()).isFalse();
	}

	@Test
	void takesNullsOfRecordsForAbsent() {
		ItemSchema schema = schema("Item: {properties: {a: {type: string, readOnly: true}}}");
		assertThat(schema.readOnly(Json.item("{'a': null}"), true)).isEmpty();
		assertThat(schema.readOnly(Json.item("{'a': null}"), false)).hasSize(1);
	}

	@Test
	@Timeout(60)
	void looksAtEachValueOnceThoughSeveralPatternsSpeakOfIt() {
		ItemSchema schema = schema("""
				Item:
				  patternProperties:
				    '^a': {$ref: '#/components/schemas/Item'}
				    'a$': {allOf: [{$ref: '#/components/schemas/Item'}, {minProperties: 1}]}
				    '^s': {type: string, writeOnly: true}
				""");
		String item = "{'a': ".repeat(31) + "{'s': 'x', 'n': 1}" + "}".repeat(31);
		assertThat(Json.tree(schema.withoutWriteOnly(Json.item(item))).toString()).contains("\"n\"")
			.doesNotContain("\"s\"");
	}

}
