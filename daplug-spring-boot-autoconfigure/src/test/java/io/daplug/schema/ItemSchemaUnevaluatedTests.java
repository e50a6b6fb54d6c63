package io.daplug.schema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.daplug.schema.Mapping.violations;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code unevaluatedProperties} and {@code unevaluatedItems} in
 * {@link ItemSchema}, and for what older drafts say in other words.
 */
class ItemSchemaUnevaluatedTests {

	private static final ItemSchema CLOSED = schema("""
			Item:
			  type: object
			  unevaluatedProperties: false
			  properties: {id: {}}
			  allOf: [{$ref: '#/components/schemas/Named'}]
			  anyOf: [{required: [a], properties: {a: {}, x: {}}}, {required: [b], properties: {b: {}}}]
			  if: {required: [c], properties: {c: {const: 1}}}
			  then: {properties: {y: {}}}
			  else: {properties: {z: {}}}
			  dependentSchemas: {name: {patternProperties: {'^n_': {}}}}
			Named: {properties: {name: {}}}
			""");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			{'id': 1, 'name': 'n', 'a': 1, 'x': 1, 'z': 1} |
			{'b': 1, 'x': 1}                               | /x unevaluatedProperties
			{'a': 1, 'b': 1, 'x': 1}                       |
			{'a': 1, 'c': 1, 'y': 1}                       |
			{'a': 1, 'c': 1, 'z': 1}                       | /z unevaluatedProperties
			{'a': 1, 'c': 2}                               | /c unevaluatedProperties
			{'a': 1, 'name': 'n', 'n_1': 1}                |
			{'a': 1, 'n_1': 1}                             | /n_1 unevaluatedProperties
			""")
	void forbidsWhatTheBranchesThatAreTakenDoNotSpeakOf(String item, @Nullable String violation) {
		if (violation == null) {
			assertThat(violations(CLOSED, item)).isEmpty();
		}
		else {
			assertThat(violations(CLOSED, item)).containsExactly(violation);
		}
	}

	@Test
	void checksTheRestByItsSchema() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {id: {}}
				  anyOf: [{required: [a], properties: {a: {}}}, {required: [b], properties: {b: {}}}]
				  unevaluatedProperties: {type: string}
				""");
		assertThat(violations(schema, "{'a': 1, 'r': 'x'}")).isEmpty();
		assertThat(violations(schema, "{'a': 1, 'r': 1}")).containsExactly("/r type");
	}

	@Test
	void checksElementsThatNoBranchSpeaksOf() {
		ItemSchema schema = schema(
				"""
						Item:
						  properties:
						    l: {prefixItems: [{type: string}], contains: {type: boolean}, minContains: 0, unevaluatedItems: {type: integer}}
						    m: {anyOf: [{prefixItems: [{const: 1}]}, {prefixItems: [{const: 2}, {}]}], unevaluatedItems: false}
						""");
		assertThat(violations(schema, "{'l': ['a', 1, true], 'm': [2, 3]}")).isEmpty();
		assertThat(violations(schema, "{'l': ['a', 1.5], 'm': [1, 3]}")).containsExactly("/l/1 type",
				"/m/1 unevaluatedItems");
	}

	@Test
	void understandsTheDependenciesOfOlderDrafts() {
		ItemSchema schema = new MemoryResources().file("item.json", """
				{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Item", "type": "object",
				 "properties": {"a": {}, "b": {}, "c": {}},
				 "dependencies": {"a": ["b"], "b": {"required": ["c"], "properties": {"d": {}}}}}
				""").load("item.json").get("Item");
		assertThat(violations(schema, "{'a': 1}")).containsExactly("/b dependentRequired");
		assertThat(violations(schema, "{'b': 1}")).containsExactly("/c required");
		assertThat(Mapping.project(schema, "{'b': 1, 'c': 1, 'd': 1, 'e': 1}"))
			.isEqualTo(Json.tree("{'b': 1, 'c': 1, 'd': 1}"));
	}

	@Test
	void takesNothingInsideOfAValueForTheNameOfASchema() {
		ItemSchema schema = new MemoryResources().file("item.json", """
				{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Item",
				 "properties": {"v": {"$ref": "#text"}, "w": {"const": {"$anchor": "text", "type": "number"}}},
				 "$defs": {"const": {"$anchor": "text", "type": "string"}}}
				""").load("item.json").get("Item");
		assertThat(violations(schema, "{'v': 'x'}")).isEmpty();
		assertThat(violations(schema, "{'v': 1}")).containsExactly("/v type");
	}

}
