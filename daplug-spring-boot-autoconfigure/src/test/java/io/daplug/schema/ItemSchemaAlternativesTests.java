package io.daplug.schema;

import org.junit.jupiter.api.Test;

import static io.daplug.schema.Json.tree;
import static io.daplug.schema.Mapping.project;
import static io.daplug.schema.Mapping.violations;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code oneOf}, {@code anyOf} and discriminators in {@link ItemSchema}.
 */
class ItemSchemaAlternativesTests {

	private static final ItemSchema TAGGED = schema("""
			Item:
			  type: object
			  properties:
			    payment:
			      oneOf:
			        - $ref: '#/components/schemas/Card'
			        - $ref: '#/components/schemas/Transfer'
			        - {type: 'null'}
			      discriminator: {propertyName: type, mapping: {card: '#/components/schemas/Card', wire: Transfer}}
			Card:
			  type: object
			  additionalProperties: false
			  required: [type, number]
			  properties: {type: {type: string}, number: {type: string}, limits: {properties: {day: {type: number}}}}
			Transfer:
			  type: object
			  required: [type, iban]
			  properties: {type: {type: string}, iban: {type: string}, limits: {properties: {month: {}}}}
			""");

	@Test
	void projectsByTheDiscriminatorsPick() {
		assertThat(project(TAGGED,
				"{'payment': {'type': 'card', 'number': '1', 'iban': 'x', 'limits': {'day': 1, 'month': 2}}}"))
			.isEqualTo(tree("{'payment': {'type': 'card', 'number': '1', 'limits': {'day': 1}}}"));
		assertThat(project(TAGGED, "{'payment': {'type': 'wire', 'number': '1', 'iban': 'x'}}"))
			.isEqualTo(tree("{'payment': {'type': 'wire', 'iban': 'x'}}"));
		assertThat(project(TAGGED, "{'payment': {'type': 'Transfer', 'number': '1', 'iban': 'x'}}"))
			.isEqualTo(tree("{'payment': {'type': 'Transfer', 'iban': 'x'}}"));
	}

	@Test
	void projectsByTheUnionIfTheDiscriminatorPicksNothing() {
		assertThat(project(TAGGED, "{'payment': {'type': '?', 'number': '1', 'iban': 'x', 'z': 1}}"))
			.isEqualTo(tree("{'payment': {'type': '?', 'number': '1', 'iban': 'x'}}"));
	}

	@Test
	void checksByTheDiscriminatorsPick() {
		assertThat(violations(TAGGED, "{'payment': {'type': 'card', 'limits': {'day': 'x'}}}"))
			.containsExactly("/payment/limits/day type", "/payment/number required");
		assertThat(violations(TAGGED, "{'payment': {'type': 'cash'}}")).containsExactly("/payment/type discriminator");
		assertThat(violations(TAGGED, "{'payment': null}")).isEmpty();
		assertThat(violations(TAGGED, "{'payment': 'x'}")).containsExactly("/payment type");
	}

	@Test
	void triesTheAlternativesIfTheDiscriminatorIsMissing() {
		assertThat(violations(TAGGED, "{'payment': {'number': '1'}}")).contains("/payment oneOf");
	}

	@Test
	void picksSubtypesByTheDiscriminatorOfTheirBase() {
		ItemSchema schema = schema("3.0.3",
				"""
						Item: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}, cat: {$ref: '#/components/schemas/Cat'}}}
						Pet:
						  type: object
						  required: [kind]
						  discriminator: {propertyName: kind, mapping: {dog: '#/components/schemas/Dog'}}
						  properties: {kind: {type: string}, name: {type: string}}
						Cat:
						  allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [lives], properties: {lives: {type: integer}}}]
						Dog:
						  allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {tricks: {type: array}}}]
						""");
		String item = "{'pet': {'kind': '%s', 'name': 'n', 'lives': 9, 'tricks': []}}";
		assertThat(project(schema, item.formatted("Cat")))
			.isEqualTo(tree("{'pet': {'kind': 'Cat', 'name': 'n', 'lives': 9}}"));
		assertThat(project(schema, item.formatted("dog")))
			.isEqualTo(tree("{'pet': {'kind': 'dog', 'name': 'n', 'tricks': []}}"));
		assertThat(project(schema, item.formatted("Pet"))).isEqualTo(tree("{'pet': {'kind': 'Pet', 'name': 'n'}}"));
		assertThat(project(schema, "{'pet': {'name': 'n', 'lives': 9, 'x': 1}}"))
			.isEqualTo(tree("{'pet': {'name': 'n', 'lives': 9}}"));
		assertThat(project(schema, "{'cat': {'kind': 'Cat', 'lives': 9, 'tricks': []}}"))
			.isEqualTo(tree("{'cat': {'kind': 'Cat', 'lives': 9}}"));
		assertThat(violations(schema, "{'pet': {'kind': 'Cat'}}")).containsExactly("/pet/lives required");
		assertThat(violations(schema, "{'pet': {'kind': 'cow'}}")).containsExactly("/pet/kind discriminator");
		assertThat(violations(schema, "{'pet': {}}")).containsExactly("/pet/kind required");
	}

	@Test
	void understandsABaseThatNamesItsSubtypesWhichNameTheirBase() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  required: [kind]
				  properties: {kind: {type: string}}
				  discriminator: {propertyName: kind}
				  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
				A: {allOf: [{$ref: '#/components/schemas/Item'}, {properties: {a: {type: string}}}]}
				B: {allOf: [{$ref: '#/components/schemas/Item'}, {required: [b], properties: {b: {type: string}}}]}
				""");
		assertThat(project(schema, "{'kind': 'A', 'a': 'x', 'b': 'x'}")).isEqualTo(tree("{'kind': 'A', 'a': 'x'}"));
		assertThat(violations(schema, "{'kind': 'B', 'a': 'x'}")).containsExactly("/b required");
	}

	@Test
	void endsForAlternativesThatLeadBackWithoutADiscriminator() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {id: {}}
				  anyOf: [{$ref: '#/components/schemas/A'}, {not: {$ref: '#/components/schemas/A'}}]
				A: {allOf: [{$ref: '#/components/schemas/Item'}, {required: [a], properties: {a: {type: string}}}]}
				""");
		assertThat(violations(schema, "{'id': 1, 'a': 'x'}")).isEmpty();
		assertThat(violations(schema, "{'id': 1}")).isEmpty();
	}

	@Test
	void demandsExactlyOneAlternative() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    v:
				      oneOf:
				        - {type: object, required: [a], properties: {a: {type: string}}}
				        - {type: object, required: [b], properties: {b: {type: string}}}
				""");
		assertThat(violations(schema, "{'v': {'a': 'x'}}")).isEmpty();
		assertThat(violations(schema, "{'v': {'a': 'x', 'b': 'x'}}")).containsExactly("/v oneOf");
		assertThat(violations(schema, "{'v': {}}")).containsExactly("/v oneOf");
		assertThat(Mapping.list(schema, Mapping.STRICT, "{'v': {'a': 'x', 'b': 'x'}}")).singleElement()
			.extracting(SchemaViolation::message)
			.asString()
			.startsWith("matches more than one");
	}

	@Test
	void isContentWithSeveralOfAnyOf() {
		ItemSchema schema = schema("""
				Item: {properties: {v: {anyOf: [{type: string, maxLength: 3}, {type: string, pattern: '^a'}]}}}
				""");
		assertThat(violations(schema, "{'v': 'a'}")).isEmpty();
		assertThat(violations(schema, "{'v': 'abcd'}")).isEmpty();
		assertThat(violations(schema, "{'v': 'xyzw'}")).containsExactly("/v anyOf");
	}

	@Test
	void tellsAlternativesApartByWhatTheyForbid() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    v:
				      oneOf:
				        - {type: object, properties: {a: {}}, additionalProperties: false}
				        - {type: object, properties: {b: {}}, additionalProperties: false}
				""");
		assertThat(violations(schema, "{'v': {'a': 1}}")).isEmpty();
		assertThat(violations(schema, "{'v': {'b': 1}}")).isEmpty();
		assertThat(violations(schema, "{'v': {'a': 1, 'b': 1}}")).containsExactly("/v oneOf");
		assertThat(violations(schema, "{'v': {'a': 1, 'z': 1}}")).contains("/v oneOf", "/v/z additionalProperties");
	}

	@Test
	void tellsWhyTheAlternativeThatAConstantNamesDoesNotFit() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    v:
				      oneOf:
				        - {type: object, required: [n], properties: {t: {const: a}, n: {type: integer}}}
				        - {type: object, properties: {t: {enum: [b]}, n: {type: integer}, m: {type: string}}}
				""");
		assertThat(violations(schema, "{'v': {'t': 'b', 'n': 'x', 'm': 5}}")).containsExactly("/v oneOf", "/v/m type",
				"/v/n type");
	}

	@Test
	void namesTheKindsThatAlternativesAllow() {
		ItemSchema schema = schema(
				"Item: {properties: {v: {oneOf: [{type: string}, {type: integer}, {type: 'null'}]}}}");
		assertThat(Mapping.list(schema, Mapping.STRICT, "{'v': true}")).singleElement()
			.hasToString("/v must be string or integer or null, is boolean (type)");
		assertThat(violations(schema, "{'v': 1.5}")).containsExactly("/v type");
		assertThat(violations(schema, "{'v': null}")).isEmpty();
	}

	@Test
	void checksAlternativesOfScalarsAndLists() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    v:
				      oneOf:
				        - {type: string, format: date}
				        - {type: array, items: {type: string, format: date}, minItems: 2}
				""");
		assertThat(violations(schema, "{'v': '2024-02-29'}")).isEmpty();
		assertThat(violations(schema, "{'v': '2023-02-29'}")).containsExactly("/v format");
		assertThat(violations(schema, "{'v': ['x']}")).containsExactly("/v minItems", "/v/0 format");
	}

	@Test
	void checksTheItemItselfByAlternatives() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {id: {type: string}}
				  required: [id]
				  oneOf:
				    - {required: [a], properties: {a: {type: string}}}
				    - {required: [b], properties: {b: {type: string}}}
				""");
		assertThat(project(schema, "{'id': '1', 'a': 'x', 'z': 1}")).isEqualTo(tree("{'id': '1', 'a': 'x'}"));
		assertThat(violations(schema, "{'a': 'x'}")).containsExactly("/id required");
		assertThat(violations(schema, "{'id': '1', 'a': 'x', 'b': 'y'}")).containsExactly(" oneOf");
	}

}
