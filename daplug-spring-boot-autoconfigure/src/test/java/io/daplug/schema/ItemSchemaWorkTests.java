package io.daplug.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for what shaping and checking costs: decision D39.
 */
class ItemSchemaWorkTests {

	/** Values visited for items of some depth must grow like the depth. */
	private static void isLinear(ItemSchema schema, MappingOptions options, IntFunction<String> item) {
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
			int few = schema.walk(Json.item(item.apply(8)), options).steps();
			int many = schema.walk(Json.item(item.apply(32)), options).steps();
			assertThat(many).as("after " + few).isLessThanOrEqualTo(6 * few);
			assertThat(many).isLessThan(32 * 40);
		});
	}

	private static String chain(int depth, String leaf) {
		return "{'child': ".repeat(depth) + leaf + ", 'tag': 'b'}".repeat(depth);
	}

	private static String tagged(String keyword, String tail) {
		return """
				Item:
				  type: object
				  KEYWORD: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
				  TAIL
				A: {properties: {child: {$ref: '#/components/schemas/Item'}, tag: {const: a}, x: {default: 1}}, required: [tag]}
				B: {properties: {child: {$ref: '#/components/schemas/Item'}, tag: {const: b}, y: {default: 1}}, required: [tag]}
				C: {properties: {child: {$ref: '#/components/schemas/Item'}, tag: {const: c}}, required: [tag]}
				"""
			.replace("KEYWORD", keyword)
			.replace("TAIL", tail);
	}

	@ParameterizedTest
	@ValueSource(strings = { "oneOf", "anyOf" })
	void triesRecursiveAlternativesOncePerValue(String keyword) {
		ItemSchema schema = schema(tagged(keyword, ""));
		isLinear(schema, Mapping.KEEP, (depth) -> chain(depth, "{'tag': 'b'}"));
		isLinear(schema, Mapping.INSERT, (depth) -> chain(depth, "{'tag': 'b'}"));
		isLinear(schema, Mapping.RECORD, (depth) -> chain(depth, "{'tag': 'b', 'child': null}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "oneOf", "anyOf" })
	void tellsWhyRecursiveAlternativesDoNotFitOncePerValue(String keyword) {
		ItemSchema schema = schema(tagged(keyword, ""));
		isLinear(schema, Mapping.KEEP, (depth) -> chain(depth, "{'tag': 'z'}"));
		isLinear(schema, Mapping.INSERT, (depth) -> chain(depth, "{'tag': 5}"));
	}

	@Test
	void tellsOnceWhatIsFoundInSeveralWays() {
		ItemSchema schema = schema(
				"""
						Item:
						  type: object
						  allOf: [{$ref: '#/components/schemas/Two'}, {$ref: '#/components/schemas/Three'}]
						Two: {oneOf: [{type: object, properties: {child: {$ref: '#/components/schemas/Item'}}}, {type: object, required: [z]}]}
						Three: {anyOf: [{type: object, properties: {child: {$ref: '#/components/schemas/Item'}}}, {type: object, required: [z], maxProperties: 1}]}
						""");
		isLinear(schema, Mapping.KEEP, (depth) -> chain(depth, "5"));
		assertThat(Mapping.list(schema, Mapping.KEEP, chain(20, "5"))).hasSizeLessThan(80).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"if: {$ref: '#/components/schemas/A'}, then: {$ref: '#/components/schemas/B'}, else: {$ref: '#/components/schemas/C'}",
			"not: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
			"dependentSchemas: {child: {$ref: '#/components/schemas/A'}, tag: {$ref: '#/components/schemas/B'}}",
			"patternProperties: {'^c': {$ref: '#/components/schemas/A'}, 'd$': {$ref: '#/components/schemas/B'}, 'i': {$ref: '#/components/schemas/Item'}}",
			"patternProperties: {'^c': {$ref: '#/components/schemas/A'}}, additionalProperties: {$ref: '#/components/schemas/B'}",
			"allOf: [{additionalProperties: {$ref: '#/components/schemas/A'}}, {additionalProperties: {$ref: '#/components/schemas/B'}}]",
			"anyOf: [{unevaluatedProperties: {$ref: '#/components/schemas/A'}}, {unevaluatedProperties: {$ref: '#/components/schemas/B'}}]" })
	void judgesOncePerValueWhateverAsks(String keywords) {
		ItemSchema schema = schema("Item: {" + keywords + "}\n"
				+ """
						A: {anyOf: [{type: string}, {$ref: '#/components/schemas/Item'}]}
						B: {anyOf: [{type: string}, {allOf: [{$ref: '#/components/schemas/Item'}], properties: {q: {default: 1}}}]}
						C: {properties: {child: {$ref: '#/components/schemas/Item'}}}
						""");
		isLinear(schema, Mapping.KEEP, (depth) -> chain(depth, "{'tag': 'b'}"));
		isLinear(schema, Mapping.INSERT, (depth) -> chain(depth, "{'tag': 'b'}"));
		isLinear(schema, Mapping.KEEP, (depth) -> chain(depth, "{'tag': 5}"));
	}

	@Test
	void judgesOncePerElementWhatListsContain() {
		ItemSchema schema = schema(
				"""
						Item: {type: object, properties: {v: {$ref: '#/components/schemas/List'}}}
						List:
						  anyOf:
						    - {type: integer}
						    - {type: array, contains: {$ref: '#/components/schemas/List'}, items: {$ref: '#/components/schemas/List'}}
						    - {type: array, maxItems: 1, contains: {$ref: '#/components/schemas/List'}}
						""");
		isLinear(schema, Mapping.KEEP, (depth) -> "{'v': " + "[".repeat(depth) + "1" + "]".repeat(depth) + "}");
		isLinear(schema, Mapping.KEEP, (depth) -> "{'v': " + "[".repeat(depth) + "'x'" + "]".repeat(depth) + "}");
	}

	/** Lists of texts that all have one hash code. */
	@Test
	void findsEqualElementsWithoutComparingEachWithEach() {
		ItemSchema schema = schema("Item: {properties: {v: {type: array, uniqueItems: true}}}");
		List<AttributeValue> elements = new ArrayList<>();
		for (int i = 0; i < 1 << 15; i++) {
			StringBuilder text = new StringBuilder();
			for (int bit = 0; bit < 15; bit++) {
				text.append(((i >> bit & 1) == 0) ? "Aa" : "BB");
			}
			elements.add(AttributeValue.fromL(List.of(AttributeValue.fromS(text.toString()))));
		}
		assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThat(listed(schema, elements)).isEmpty());
		elements.add(elements.get(5));
		assertThat(listed(schema, elements)).hasSize(1);
	}

	private static List<SchemaViolation> listed(ItemSchema schema, List<AttributeValue> elements) {
		return schema.violations(new LinkedHashMap<>(Map.of("v", AttributeValue.fromL(elements))), Mapping.STRICT);
	}

	@Test
	void visitsPlainItemsOnce() {
		ItemSchema schema = schema(
				"""
						Item: {type: object, properties: {n: {}, lines: {type: array, items: {properties: {q: {default: 1}, p: {}}}}}}
						""");
		Map<String, AttributeValue> item = Json.item("{'n': 1, 'lines': [{'p': 1}, {'p': 2}]}");
		assertThat(schema.walk(item, Mapping.INSERT).steps()).isEqualTo(9);
	}

}
