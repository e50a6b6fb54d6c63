package io.daplug.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests which names in a path a schema knows, and which it forbids. */
class ItemSchemaNamesTests {

	@Test
	void forbidsWhatEachAlternativeOnTheWayForbids() {
		ItemSchema schema = schema("""
				Item:
				  oneOf:
				    - {type: object, properties: {kind: {const: a}, at: {$ref: '#/components/schemas/Closed'}}}
				    - {type: object, properties: {kind: {const: b}, at: {$ref: '#/components/schemas/Closed'}}}
				    - {type: string}
				Closed: {type: object, properties: {city: {}}, additionalProperties: false}
				""");
		assertThat(schema.unknown(List.of("at", "city"))).isEqualTo(-1);
		assertThat(schema.unknown(List.of("at", "cty"))).isEqualTo(1);
		assertThat(schema.forbids(List.of("at", "cty"))).isTrue();
		assertThat(schema.known(List.of("at", "cty"))).containsExactly("city");
	}

	@Test
	void doesNotForbidWhatOneAlternativeAllows() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    at:
				      anyOf:
				        - {type: object, properties: {city: {}}, additionalProperties: false}
				        - {type: object, properties: {zip: {}}}
				""");
		assertThat(schema.unknown(List.of("at", "cty"))).isEqualTo(1);
		assertThat(schema.forbids(List.of("at", "cty"))).isFalse();
		assertThat(schema.known(List.of("at", "cty"))).containsExactly("city", "zip");
	}

	@Test
	void takesWhatOneMemberDescribesAndAnotherForbids() {
		ItemSchema schema = schema("""
				Item:
				  allOf:
				    - {properties: {id: {}}, additionalProperties: false}
				    - {properties: {at: {type: object, properties: {city: {}}}}}
				""");
		assertThat(schema.unknown(List.of("at"))).isEqualTo(-1);
		assertThat(schema.unknown(List.of("at", "cty"))).isEqualTo(1);
		assertThat(schema.forbids(List.of("at", "cty"))).isFalse();
		assertThat(schema.forbids(List.of("ta"))).isTrue();
	}

	@Test
	void looksIntoElementsByTheirPosition() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    pair:
				      prefixItems:
				        - {type: object, properties: {left: {}}, additionalProperties: false}
				      items: {type: object, properties: {right: {}}, additionalProperties: false}
				""");
		assertThat(schema.unknown(List.of("pair", 0, "left"))).isEqualTo(-1);
		assertThat(schema.unknown(List.of("pair", 5, "right"))).isEqualTo(-1);
		assertThat(schema.unknown(List.of("pair", 0, "right"))).isEqualTo(2);
		assertThat(schema.forbids(List.of("pair", 5, "left"))).isTrue();
	}

	@Test
	void forbidsWhatNoKeywordSpeaksOfWhereNothingMayBeLeft() {
		ItemSchema schema = schema("""
				Item:
				  properties: {a: {}}
				  anyOf:
				    - {properties: {b: {}}}
				    - {patternProperties: {'^c_': {}}}
				  unevaluatedProperties: false
				""");
		for (String name : List.of("a", "b", "c_1")) {
			assertThat(schema.unknown(List.of(name))).isEqualTo(-1);
		}
		assertThat(schema.forbids(List.of("d"))).isTrue();
		assertThat(schema("Item: {properties: {a: {}}, unevaluatedProperties: {type: string}}").unknown(List.of("d")))
			.isEqualTo(-1);
	}

	@Test
	void asksEachSchemaOnceForEachPartOfThePath() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  additionalProperties: false
				  properties:
				    left:
				      anyOf: [{$ref: '#/components/schemas/Item'}, {$ref: '#/components/schemas/Other'}]
				Other:
				  type: object
				  additionalProperties: false
				  properties:
				    left:
				      oneOf: [{$ref: '#/components/schemas/Item'}, {$ref: '#/components/schemas/Other'}]
				""");
		List<Object> path = new ArrayList<>(Collections.nCopies(30, "left"));
		path.add("lfet");
		assertThat(schema.unknown(path)).isEqualTo(30);
		assertThat(schema.forbids(path)).isTrue();
	}

	@Test
	void saysNothingOfWhatLiesDeeperThanItemsGo() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {parent: {$ref: '#/components/schemas/Item'}}
				""");
		List<Object> path = new ArrayList<>(Collections.nCopies(100_000, "parent"));
		path.add("none");
		assertThat(schema.unknown(path)).isEqualTo(-1);
		assertThat(schema.forbids(path)).isFalse();
	}

}
