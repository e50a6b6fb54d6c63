package io.daplug.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.schema.Json.tree;
import static io.daplug.schema.Mapping.project;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for projection by {@link ItemSchema}: decisions D1, D4 and D5.
 */
class ItemSchemaProjectionTests {

	private static final ItemSchema ORDER = schema("""
			Item:
			  type: object
			  properties:
			    id: {type: string}
			    customer:
			      type: object
			      properties:
			        name: {type: string}
			        address: {$ref: '#/components/schemas/Address'}
			    lines:
			      type: array
			      items:
			        type: object
			        properties:
			          sku: {type: string}
			          tags: {type: array, items: {type: string}}
			    meta: {type: object}
			Address:
			  type: object
			  properties: {city: {type: string}}
			""");

	@Test
	void dropsWhatIsNotDescribedAtEveryDepth() {
		assertThat(project(ORDER, """
				{'id': '1', 'x': 1, 'customer': {'name': 'n', 'x': 1, 'address': {'city': 'c', 'x': 1}},
				 'lines': [{'sku': 's', 'x': 1, 'tags': ['t']}, {}]}""")).isEqualTo(tree("""
				{'id': '1', 'customer': {'name': 'n', 'address': {'city': 'c'}},
				 'lines': [{'sku': 's', 'tags': ['t']}, {}]}"""));
	}

	@Test
	void addsNothingThatTheItemLacks() {
		assertThat(project(ORDER, "{'id': '1'}")).isEqualTo(tree("{'id': '1'}"));
		assertThat(project(ORDER, "{'customer': {}, 'lines': []}")).isEqualTo(tree("{'customer': {}, 'lines': []}"));
	}

	@Test
	void keepsValuesOfAnotherKindThanDescribed() {
		String item = "{'id': 5, 'customer': 'c-7', 'lines': {'sku': 's'}, 'meta': [1]}";
		assertThat(project(ORDER, item)).isEqualTo(tree(item));
	}

	@Test
	void keepsElementsOfAnotherKindThanDescribed() {
		String item = "{'lines': ['a', 1, true, null, ['x']]}";
		assertThat(project(ORDER, item)).isEqualTo(tree(item));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{type: object}", "{type: object, properties: {}}", "{}", "true",
			"{type: object, additionalProperties: true}", "{type: object, additionalProperties: {type: object}}",
			"{type: object, required: [a]}", "{description: anything}" })
	void keepsAnObjectOfWhichNothingIsSaidWhole(String free) {
		ItemSchema schema = schema("Item: {type: object, properties: {free: " + free + "}}");
		String item = "{'free': {'a': {'b': [1, {'c': null}]}}}";
		assertThat(project(schema, item)).isEqualTo(tree(item));
	}

	@Test
	void keepsPropertiesBesideNamedOnesWhereAdditionalOnesAreAllowed() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties:
				    open:
				      type: object
				      additionalProperties: true
				      properties:
				        known: {type: object, properties: {a: {}}}
				""");
		assertThat(project(schema, "{'open': {'other': {'x': 1}, 'known': {'a': 1, 'x': 1}}}"))
			.isEqualTo(tree("{'open': {'other': {'x': 1}, 'known': {'a': 1}}}"));
	}

	@Test
	void keepsUnknownAttributesOfAnOpenRoot() {
		ItemSchema schema = schema("Item: {type: object, properties: {a: {}}, additionalProperties: true}");
		assertThat(project(schema, "{'a': 1, 'x': 1}")).isEqualTo(tree("{'a': 1, 'x': 1}"));
		assertThat(schema.open()).isTrue();
	}

	@Test
	void dropsEverythingWhereAdditionalPropertiesAreForbiddenAndNoneIsNamed() {
		ItemSchema schema = schema(
				"Item: {type: object, properties: {none: {type: object, additionalProperties: false}}}");
		assertThat(project(schema, "{'none': {'x': 1}}")).isEqualTo(tree("{'none': {}}"));
	}

	@Test
	void projectsPropertiesThatMatchAPattern() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  patternProperties:
				    '^p_': {type: object, properties: {a: {}}}
				""");
		assertThat(project(schema, "{'p_1': {'a': 1, 'x': 1}, 'q_1': 1}")).isEqualTo(tree("{'p_1': {'a': 1}}"));
		assertThat(schema.describes("p_9")).isTrue();
		assertThat(schema.describes("q_9")).isFalse();
	}

	@Test
	void mergesAllMembersOfAllOfAlsoNestedOnes() {
		ItemSchema schema = schema("""
				Item:
				  allOf:
				    - $ref: '#/components/schemas/Audited'
				    - type: object
				      properties: {id: {}, part: {properties: {b: {}}}}
				    - required: [id]
				Audited:
				  allOf:
				    - type: object
				      properties: {by: {type: string}, part: {type: object, properties: {a: {}}}}
				""");
		assertThat(project(schema, "{'id': 1, 'by': 'x', 'z': 1, 'part': {'a': 1, 'b': 2, 'c': 3}}"))
			.isEqualTo(tree("{'id': 1, 'by': 'x', 'part': {'a': 1, 'b': 2}}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "oneOf", "anyOf" })
	void keepsWhatAnyAlternativeDescribes(String keyword) {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {id: {}}
				  %s:
				    - properties: {card: {type: object, properties: {no: {}}}}
				    - oneOf:
				        - properties: {card: {properties: {pin: {}}}, cash: {}}
				        - $ref: '#/components/schemas/Other'
				Other: {properties: {other: {}}}
				""".formatted(keyword));
		assertThat(project(schema, "{'id': 1, 'card': {'no': 1, 'pin': 2, 'x': 3}, 'cash': 1, 'other': 2, 'x': 1}"))
			.isEqualTo(tree("{'id': 1, 'card': {'no': 1, 'pin': 2}, 'cash': 1, 'other': 2}"));
	}

	@Test
	void takesAlternativesThatOnlyRequireForNoDescription() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {a: {}, b: {}}
				  anyOf: [{required: [a]}, {required: [b]}]
				""");
		assertThat(project(schema, "{'a': 1, 'x': 1}")).isEqualTo(tree("{'a': 1}"));
	}

	@Test
	void keepsAnObjectWholeIfAnAlternativeLeavesItOpen() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    value:
				      oneOf:
				        - {type: object}
				        - {type: object, properties: {a: {}}}
				    anything:
				      anyOf:
				        - {description: anything}
				        - {type: object, properties: {a: {}}}
				    list:
				      oneOf:
				        - {type: array}
				        - {type: array, items: {properties: {a: {}}}}
				""");
		String item = "{'value': {'a': 1, 'x': 1}, 'anything': {'a': 1, 'x': 1}, 'list': [{'a': 1, 'x': 1}]}";
		assertThat(project(schema, item)).isEqualTo(tree(item));
	}

	@Test
	void projectsByTheOnlyAlternativeOfAKind() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    value:
				      oneOf:
				        - {type: string}
				        - {type: object, properties: {a: {}}}
				        - {type: array, items: {type: object, properties: {b: {}}}}
				        - {type: 'null'}
				""");
		assertThat(project(schema, "{'value': {'a': 1, 'x': 1}}")).isEqualTo(tree("{'value': {'a': 1}}"));
		assertThat(project(schema, "{'value': [{'b': 1, 'x': 1}]}")).isEqualTo(tree("{'value': [{'b': 1}]}"));
		assertThat(project(schema, "{'value': null}")).isEqualTo(tree("{'value': null}"));
	}

	@Test
	void projectsArraysOfArrays() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    grid: {type: array, items: {type: array, items: {type: object, properties: {x: {}}}}}
				""");
		assertThat(project(schema, "{'grid': [[1, {'x': 1, 'y': 2}], [], 3]}"))
			.isEqualTo(tree("{'grid': [[1, {'x': 1}], [], 3]}"));
	}

	@Test
	void leavesArraysOfArraysWholeIfAsked() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    grid: {type: array, items: {type: array, items: {type: object, properties: {x: {}}}}}
				    flat: {type: array, items: {type: object, properties: {x: {}}}}
				""");
		MappingOptions options = Mapping.PROJECT.with((builder) -> builder.nestedArraysWhole(true));
		assertThat(Mapping.map(schema, options, "{'grid': [[{'x': 1, 'y': 2}]], 'flat': [{'x': 1, 'y': 2}]}"))
			.isEqualTo(tree("{'grid': [[{'x': 1, 'y': 2}]], 'flat': [{'x': 1}]}"));
	}

	@Test
	void projectsTuplesByPosition() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    pair:
				      type: array
				      prefixItems: [{type: object, properties: {a: {}}}, {type: string}]
				      items: {type: object, properties: {b: {}}}
				""");
		assertThat(project(schema, "{'pair': [{'a': 1, 'x': 1}, 's', {'b': 1, 'x': 1}]}"))
			.isEqualTo(tree("{'pair': [{'a': 1}, 's', {'b': 1}]}"));
	}

	@Test
	void followsRecursionAsDeepAsTheItemGoes() {
		ItemSchema schema = schema("""
				Item: {properties: {root: {$ref: '#/components/schemas/Category'}}}
				Category:
				  type: object
				  properties:
				    name: {type: string}
				    child: {$ref: '#/components/schemas/Category'}
				    others: {type: array, items: {$ref: '#/components/schemas/Category'}}
				""");
		assertThat(project(schema, """
				{'root': {'name': 'a', 'x': 1, 'child': {'name': 'b', 'x': 1, 'child': {'name': 'c', 'x': 1}},
				 'others': [{'x': 1, 'others': [{'name': 'd', 'x': 1}]}]}}""")).isEqualTo(tree("""
				{'root': {'name': 'a', 'child': {'name': 'b', 'child': {'name': 'c'}},
				 'others': [{'others': [{'name': 'd'}]}]}}"""));
	}

	@Test
	void projectsNullableObjects() {
		String property = "Item: {properties: {part: {%s, properties: {a: {}}}}}";
		ItemSchema old = schema("3.0.3", property.formatted("type: object, nullable: true"));
		ItemSchema now = schema("3.1.0", property.formatted("type: [object, 'null']"));
		for (ItemSchema schema : List.of(old, now)) {
			assertThat(project(schema, "{'part': null}")).isEqualTo(tree("{'part': null}"));
			assertThat(project(schema, "{'part': {'a': 1, 'x': 1}}")).isEqualTo(tree("{'part': {'a': 1}}"));
		}
	}

	@Test
	void keepsNamedAttributesAtTheTopOnly() {
		MappingOptions options = Mapping.PROJECT.with((builder) -> builder.kept(Set.of("pk", "version")));
		assertThat(Mapping.map(ORDER, options, "{'pk': 1, 'x': 1, 'customer': {'pk': 1, 'name': 'n'}}"))
			.isEqualTo(tree("{'pk': 1, 'customer': {'name': 'n'}}"));
	}

	@Test
	void keepsEverythingWithoutProjection() {
		String item = "{'id': '1', 'x': 1, 'customer': {'name': 'n', 'x': 1}}";
		assertThat(Mapping.map(ORDER, Mapping.KEEP, item)).isEqualTo(tree(item));
	}

	@Test
	void keepsTheExactTextOfNumbers() {
		AttributeValue number = AttributeValue.fromN("1.5000000000000000000000000000000");
		Map<String, AttributeValue> item = Json.item("{'id': '1', 'x': 1}");
		item.put("meta", AttributeValue.fromM(Map.of("n", number)));
		assertThat(ORDER.map(item, Mapping.PROJECT)).containsEntry("meta", AttributeValue.fromM(Map.of("n", number)));
	}

	@Test
	void changesTheItemInPlaceAndCopiesNothingThatStays() {
		Map<String, AttributeValue> item = Json.item("{'id': '1', 'x': 1, 'customer': {'name': 'n'}}");
		AttributeValue customer = item.get("customer");
		Map<String, AttributeValue> mapped = ORDER.map(item, Mapping.PROJECT);
		assertThat(mapped).isSameAs(item).containsOnlyKeys("id", "customer");
		assertThat(mapped.get("customer")).isSameAs(customer);
	}

	/**
	 * P8: what lies inside the item may belong to the caller.
	 */
	@Test
	void neverChangesTheMapsInsideAnItem() {
		AttributeValue customer = Json.value(tree("{'name': 'n', 'x': 1}"));
		Map<String, AttributeValue> item = new LinkedHashMap<>(Map.of("customer", customer));
		assertThat(ORDER.map(item, Mapping.PROJECT)).containsEntry("customer", Json.value(tree("{'name': 'n'}")));
		assertThat(customer.m()).containsOnlyKeys("name", "x");
	}

	@Test
	void keepsTheOrderOfWhatStays() {
		assertThat(ORDER.map(Json.item("{'meta': {}, 'x': 1, 'lines': [], 'id': '1'}"), Mapping.PROJECT).keySet())
			.containsExactly("meta", "lines", "id");
	}

}
