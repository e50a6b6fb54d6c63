package io.daplug.schema;

import org.junit.jupiter.api.Test;

import static io.daplug.schema.Json.tree;
import static io.daplug.schema.Mapping.map;
import static io.daplug.schema.Mapping.violations;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for defaults and nulls in {@link ItemSchema}: decision D2.
 */
class ItemSchemaDefaultsTests {

	private static final ItemSchema ORDER = schema("""
			Item:
			  type: object
			  required: [status]
			  properties:
			    status: {type: string, default: open}
			    retries: {type: integer, default: 0}
			    rate: {type: number, default: 12345678901234567890.12345678901234567890}
			    tags: {type: array, items: {type: string}, default: [a, b]}
			    nothing: {type: [string, 'null'], default: null}
			    customer:
			      type: object
			      properties: {kind: {type: string, default: private}}
			    lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
			Line: {type: object, properties: {quantity: {type: integer, default: 1}}}
			""");

	@Test
	void givesAbsentPropertiesTheirDefaults() {
		assertThat(map(ORDER, Mapping.INSERT, "{}")).isEqualTo(tree("""
				{'status': 'open', 'retries': 0, 'rate': 12345678901234567890.12345678901234567890,
				 'tags': ['a', 'b']}"""));
	}

	@Test
	void leavesWhatIsThere() {
		String item = "{'status': 'paid', 'retries': 7, 'rate': 1, 'tags': []}";
		assertThat(map(ORDER, Mapping.INSERT, item)).isEqualTo(tree(item));
	}

	@Test
	void appliesNestedDefaultsOnlyInObjectsThatAreThere() {
		assertThat(map(ORDER, Mapping.INSERT, "{'customer': {}, 'lines': [{}, {'quantity': 3}]}").get("customer"))
			.isEqualTo(tree("{'kind': 'private'}"));
		assertThat(map(ORDER, Mapping.INSERT, "{'lines': [{}, {'quantity': 3}]}").get("lines"))
			.isEqualTo(tree("[{'quantity': 1}, {'quantity': 3}]"));
		assertThat(map(ORDER, Mapping.INSERT, "{}").has("customer")).isFalse();
	}

	@Test
	void appliesNoDefaultsUnlessAsked() {
		assertThat(map(ORDER, Mapping.PROJECT, "{}")).isEqualTo(tree("{}"));
		assertThat(violations(ORDER, Mapping.STRICT, "{}")).containsExactly("/status required");
	}

	@Test
	void checksDefaultsLikeAnyValue() {
		ItemSchema schema = schema("Item: {type: object, properties: {a: {type: string, default: 5}}}");
		assertThat(violations(schema, Mapping.INSERT, "{}")).containsExactly("/a type");
	}

	@Test
	void takesTheDefaultThatStandsBesideAReference() {
		ItemSchema schema = schema("""
				Item: {type: object, properties: {a: {$ref: '#/components/schemas/A', default: mine}}}
				A: {type: string, default: general}
				""");
		assertThat(map(schema, Mapping.INSERT, "{}")).isEqualTo(tree("{'a': 'mine'}"));
	}

	@Test
	void appliesTheDefaultsOfTheAlternativeThatFits() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties:
				    payment:
				      oneOf:
				        - {type: object, required: [card], properties: {card: {}, currency: {default: EUR}}}
				        - {type: object, required: [iban], properties: {iban: {}, urgent: {default: false}}}
				""");
		assertThat(map(schema, Mapping.INSERT, "{'payment': {'iban': 'x'}}"))
			.isEqualTo(tree("{'payment': {'iban': 'x', 'urgent': false}}"));
		assertThat(map(schema, Mapping.PROJECT.with((options) -> options.defaults(true)), "{'payment': {'card': 'x'}}"))
			.isEqualTo(tree("{'payment': {'card': 'x', 'currency': 'EUR'}}"));
	}

	@Test
	void appliesTheDefaultsOfTheAlternativeThatFitsTheItem() {
		ItemSchema schema = schema("""
				Item:
				  oneOf:
				    - {type: object, required: [card], properties: {card: {}, currency: {default: EUR}}}
				    - {type: object, required: [iban], properties: {iban: {}, urgent: {default: false}}}
				""");
		assertThat(map(schema, Mapping.INSERT, "{'iban': 'x'}")).isEqualTo(tree("{'iban': 'x', 'urgent': false}"));
	}

	@Test
	void refusesANullThatIsNotAllowed() {
		assertThat(violations(ORDER, Mapping.INSERT, "{'status': null}")).containsExactly("/status type");
	}

	@Test
	void keepsANullThatIsAllowed() {
		assertThat(map(ORDER, Mapping.INSERT, "{'nothing': null}").get("nothing").isNull()).isTrue();
	}

	@Test
	void takesNullsOfARecordForAbsent() {
		assertThat(map(ORDER, Mapping.RECORD, """
				{'status': null, 'retries': null, 'nothing': null, 'customer': {'kind': null}, 'lines': null}"""))
			.isEqualTo(tree("""
					{'nothing': null, 'customer': {'kind': 'private'}, 'status': 'open', 'retries': 0,
					 'rate': 12345678901234567890.12345678901234567890, 'tags': ['a', 'b']}"""));
	}

	@Test
	void missesWhatARecordLeavesNull() {
		assertThat(
				violations(ORDER, Mapping.STRICT.with((options) -> options.nullsAreAbsent(true)), "{'status': null}"))
			.containsExactly("/status required");
	}

	@Test
	void takesNullsOfARecordForAbsentInAlternativesAndMaps() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties:
				    payment:
				      oneOf:
				        - {type: object, required: [card], properties: {card: {type: string}, iban: false}}
				        - {type: object, required: [iban], properties: {iban: {type: string}, card: false}}
				    notes: {type: object, additionalProperties: {type: object, properties: {by: {type: string}}}}
				""");
		assertThat(
				map(schema, Mapping.RECORD, "{'payment': {'card': 'c', 'iban': null}, 'notes': {'a': {'by': null}}}"))
			.isEqualTo(tree("{'payment': {'card': 'c'}, 'notes': {'a': {}}}"));
	}

	@Test
	void leavesNullElementsOfARecordInPlace() {
		assertThat(violations(ORDER, Mapping.RECORD, "{'tags': ['a', null]}")).containsExactly("/tags/1 type");
	}

}
