package io.daplug.schema;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.daplug.schema.Mapping.violations;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for validation by {@link ItemSchema}: decision D3.
 */
class ItemSchemaValidationTests {

	private static ItemSchema value(String property) {
		return schema("Item: {type: object, properties: {v: " + property + "}}");
	}

	private static List<String> check(String property, String value) {
		return violations(value(property), "{'v': " + value + "}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			string  | 'a'   | 1
			number  | 1.5   | 'a'
			integer | 7     | 7.5
			integer | 7.0   | true
			integer | 7e3   | 7e-3
			boolean | true  | 1
			object  | {}    | []
			array   | []    | {}
			null    | null  | 'a'
			string  | ''    | null
			""")
	void checksTypes(String type, String good, String bad) {
		String property = "{type: '" + type + "'}";
		assertThat(check(property, good)).isEmpty();
		assertThat(check(property, bad)).containsExactly("/v type");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{minLength: 2}                                   | 'ab'      | 'a'       | minLength
					{maxLength: 2}                                   | 'ab'      | 'abc'     | maxLength
					{pattern: '^[a-z]+$'}                            | 'ab'      | 'ab1'     | pattern
					{pattern: 'b'}                                   | 'abc'     | 'ac'      | pattern
					{enum: [a, b]}                                   | 'b'       | 'c'       | enum
					{enum: [1, 2.50]}                                | 2.5       | 3         | enum
					{enum: [{a: 1}, [1, x]]}                         | {'a': 1.0} | {'a': 2} | enum
					{enum: [[1, x]]}                                 | [1, 'x']  | ['x', 1]  | enum
					{enum: [a, null]}                                | null      | 'b'       | enum
					{const: a}                                       | 'a'       | 'b'       | const
					{const: 0}                                       | 0.0       | 1         | const
					{const: false}                                   | false     | 0         | const
					{minimum: 3}                                     | 3         | 2         | minimum
					{minimum: 3}                                     | 3.0       | 2.999     | minimum
					{maximum: 3}                                     | 3         | 4         | maximum
					{maximum: 2.5}                                   | 2         | 3         | maximum
					{minimum: 2.5}                                   | 3         | 2         | minimum
					{exclusiveMinimum: 3}                            | 4         | 3         | exclusiveMinimum
					{exclusiveMinimum: 3}                            | 3.001     | 3.0       | exclusiveMinimum
					{exclusiveMaximum: 3}                            | 2         | 3         | exclusiveMaximum
					{exclusiveMaximum: 2.5}                          | 2         | 2.5       | exclusiveMaximum
					{minimum: 3, exclusiveMinimum: true}             | 4         | 3         | minimum
					{maximum: 3, exclusiveMaximum: true}             | 2         | 3         | maximum
					{maximum: 3, exclusiveMaximum: false}            | 3         | 4         | maximum
					{minimum: 9007199254740993}                      | 9007199254740993 | 9007199254740992 | minimum
					{maximum: 0.1234567890123456789012345678901234}  | 0.1234567890123456789012345678901234 | 0.1234567890123456789012345678901235 | maximum
					{minimum: 99999999999999999999}                  | 99999999999999999999 | 99999999999999999998 | minimum
					{multipleOf: 0.01}                               | 1.23      | 1.234     | multipleOf
					{multipleOf: 3}                                  | 9         | 10        | multipleOf
					{format: int32}                                  | 2147483647 | 2147483648 | format
					{format: int64}                                  | 9223372036854775807 | 9223372036854775808 | format
					{minItems: 1}                                    | [1]       | []        | minItems
					{maxItems: 1}                                    | [1]       | [1, 2]    | maxItems
					{uniqueItems: true}                              | [1, 2, '1'] | [1, 1.0] | uniqueItems
					{uniqueItems: true}                              | [{'a': 1}] | [{'a': 1, 'b': 2}, {'b': 2, 'a': 1}] | uniqueItems
					{contains: {type: string}}                       | [1, 'a']  | [1, 2]    | contains
					{contains: {type: string}, maxContains: 1}       | [1, 'a']  | ['a', 'b'] | contains
					{contains: {type: string}, minContains: 0, maxContains: 0} | [1]  | ['a']     | contains
					{minProperties: 1}                               | {'a': 1}  | {}        | minProperties
					{maxProperties: 1}                               | {'a': 1}  | {'a': 1, 'b': 2} | maxProperties
					{not: {type: string}}                            | 1         | 'a'       | not
					false                                            | -         | 1         | type
					""")
	void checksKeywords(String property, String good, String bad, String keyword) {
		if (!good.equals("-")) {
			assertThat(check(property, good)).isEmpty();
		}
		assertThat(check(property, bad)).containsExactly("/v " + keyword);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			{minimum: 3, maxLength: 1, minItems: 2, required: [a]} | true
			{minimum: 3, minItems: 2, required: [a]}               | 'text'
			{maxLength: 1, format: date}                           | 5
			{format: uri-template}                                 | 'no { template'
			{format: int32}                                        | 'text'
			""")
	void ignoresKeywordsOfOtherKinds(String property, String value) {
		assertThat(check(property, value)).isEmpty();
	}

	@Test
	void decidesPatternsOfAnyText() {
		String slug = "{pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$'}";
		assertThat(check(slug, "'" + "a-".repeat(100_000) + "a'")).isEmpty();
		assertThat(check(slug, "'" + "a-".repeat(100_000) + "'")).containsExactly("/v pattern");
		assertThat(check("{pattern: '(.*a){20}b'}", "'" + "a".repeat(100_000) + "'")).containsExactly("/v pattern");
	}

	@Test
	void saysThatAPatternCannotBeDecided() {
		assertThat(Mapping.list(value("{pattern: '^(a|aa)*(a*)*\\1c$'}"), Mapping.STRICT,
				"{'v': '" + "a".repeat(3000) + "'}"))
			.singleElement()
			.asString()
			.contains("cannot be held against the pattern", "too many steps")
			.doesNotContain("aaa");
	}

	@Test
	void countsCodePointsAndNotChars() {
		assertThat(check("{minLength: 3}", "'\uD83D\uDE00\uD83D\uDE00'")).containsExactly("/v minLength");
		assertThat(check("{maxLength: 2}", "'\uD83D\uDE00\uD83D\uDE00'")).isEmpty();
	}

	@Test
	void listsEveryViolationWithItsPointer() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  required: [id, name]
				  properties:
				    id: {type: string}
				    a/b~c: {type: object, properties: {x: {type: integer}}}
				    lines:
				      type: array
				      minItems: 3
				      items: {type: object, required: [sku], properties: {price: {type: number, minimum: 0}}}
				""");
		assertThat(violations(schema, "{'id': 5, 'a/b~c': {'x': 'y'}, 'lines': [{'sku': 1}, {'price': -1}]}"))
			.containsExactlyInAnyOrder("/id type", "/name required", "/a~1b~0c/x type", "/lines minItems",
					"/lines/1/sku required", "/lines/1/price minimum");
	}

	/**
	 * D28: what is in an item is not for logs.
	 */
	@Test
	void tellsNoValuesOfTheItem() {
		ItemSchema schema = schema("""
				Item:
				  properties: {a: {type: integer}, b: {enum: [X, Y]}, c: {type: string, format: email, maxLength: 3}}
				""");
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> schema.map(Json.item("{'a': 'secret', 'b': 'secret', 'c': 'secret'}"), Mapping.STRICT))
			.satisfies((ex) -> assertThat(ex.violations()).hasSize(4))
			.satisfies((ex) -> assertThat(ex.schema()).isEqualTo("Item"))
			.withMessageContainingAll("'Item'", "/a must be integer, is string (type)", "/b must be one of X, Y (enum)",
					"/c must have the format email (format)", "/c must be at most 3 characters long (maxLength)")
			.withMessageNotContaining("secret");
	}

	@Test
	void shortensTheMessageButNotTheList() {
		ItemSchema schema = schema("Item: {properties: {l: {type: array, items: {type: string}}}}");
		String numbers = "[" + "1, ".repeat(29) + "1]";
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> schema.map(Json.item("{'l': " + numbers + "}"), Mapping.STRICT))
			.satisfies((ex) -> assertThat(ex.violations()).hasSize(30))
			.withMessageContaining("/l/19 ")
			.withMessageNotContaining("/l/20 ")
			.withMessageEndingWith("… 10 more");
	}

	@Test
	void checksOnlyWhatIsWritten() {
		ItemSchema schema = schema("""
				Item: {type: object, maxProperties: 1, properties: {a: {}}}""");
		assertThat(violations(schema, Mapping.STRICT, "{'a': 1, 'x': 1}")).isEmpty();
	}

	@Test
	void refusesForbiddenPropertiesWhetherTheyWouldBeWrittenOrNot() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  additionalProperties: false
				  properties: {a: {type: object, additionalProperties: false, properties: {b: {}}}}
				""");
		for (MappingOptions options : List.of(Mapping.STRICT, Mapping.KEEP)) {
			assertThat(violations(schema, options, "{'a': {'b': 1, 'y': 2}, 'x': 1}"))
				.containsExactly("/a/y additionalProperties", "/x additionalProperties");
			assertThat(
					violations(schema, options.with((mapping) -> mapping.kept(Set.of("x"))), "{'a': {'b': 1}, 'x': 1}"))
				.isEmpty();
		}
		assertThat(violations(schema, Mapping.RECORD, "{'a': {'b': 1, 'y': null}, 'x': null}")).isEmpty();
	}

	@Test
	void checksAdditionalPropertiesByTheirSchema() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {id: {}}
				  additionalProperties:
				    {type: object, additionalProperties: false, properties: {n: {type: integer}}}
				""");
		assertThat(violations(schema, "{'id': 'x', 'a': {'n': 1}}")).isEmpty();
		assertThat(violations(schema, "{'id': 'x', 'a': {'n': 'x'}, 'b': 1}")).containsExactly("/a/n type", "/b type");
		assertThat(violations(schema, "{'a': {'m': 1}}")).containsExactly("/a/m additionalProperties");
	}

	@Test
	void allowsKeptAttributesThatTheSchemaDoesNotDescribe() {
		ItemSchema schema = schema("""
				Item:
				  oneOf:
				    - {type: object, required: [a], properties: {a: {}}, additionalProperties: false}
				    - {type: object, required: [b], properties: {b: {}}, additionalProperties: {type: string}}
				""");
		MappingOptions options = Mapping.STRICT.with((builder) -> builder.kept(Set.of("pk")));
		assertThat(violations(schema, options, "{'a': 1, 'pk': 7}")).isEmpty();
		assertThat(violations(schema, Mapping.STRICT, "{'a': 1, 'pk': 7}")).isNotEmpty();
	}

	@Test
	void findsARequiredPropertyThatIsNotDescribedInTheItemAsGiven() {
		ItemSchema schema = schema("Item: {type: object, required: [id, other], properties: {a: {}}}");
		assertThat(violations(schema, "{'id': 1, 'other': 1}")).isEmpty();
		assertThat(violations(schema, "{'id': 1}")).containsExactly("/other required");
	}

	@Test
	void requiresWhatAnyMemberOfAllOfRequires() {
		ItemSchema schema = schema("""
				Item:
				  allOf:
				    - {type: object, required: [a], properties: {a: {type: number, minimum: 1}}}
				    - {required: [b], properties: {a: {type: integer, maximum: 5}}}
				""");
		assertThat(violations(schema, "{'a': 1.5}")).containsExactly("/a type", "/b required");
		assertThat(violations(schema, "{'a': 0, 'b': 1}")).containsExactly("/a minimum");
		assertThat(violations(schema, "{'a': 9, 'b': 1}")).containsExactly("/a maximum");
	}

	@Test
	void checksPatternsNamesAndDependencies() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  propertyNames: {pattern: '^[a-z]+$'}
				  properties: {card: {}, pin: {}, free: {type: object, propertyNames: {maxLength: 2}}}
				  patternProperties: {'^n': {type: number}, 'm$': {minimum: 5}}
				  dependentRequired: {card: [pin]}
				  dependentSchemas: {pin: {properties: {pin: {type: string}}}}
				""");
		assertThat(violations(schema, "{'card': 1}")).containsExactly("/pin dependentRequired");
		assertThat(violations(schema, "{'card': 1, 'pin': 5}")).containsExactly("/pin type");
		assertThat(violations(schema, "{'nm': 3, 'no': 'x', 'n1': 2}")).containsExactly("/n1 propertyNames",
				"/nm minimum", "/no type");
		assertThat(violations(schema, "{'free': {'abc': 1}}")).containsExactly("/free/abc propertyNames");
	}

	@Test
	void checksConditions() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {country: {type: string}, zip: {}}
				  if: {required: [country], properties: {country: {const: US}}}
				  then: {properties: {zip: {pattern: '^[0-9]{5}$'}}}
				  else: {required: [zip]}
				""");
		assertThat(violations(schema, "{'country': 'US', 'zip': '12345'}")).isEmpty();
		assertThat(violations(schema, "{'country': 'US', 'zip': 'x'}")).containsExactly("/zip pattern");
		assertThat(violations(schema, "{'country': 'DE'}")).containsExactly("/zip required");
	}

	@Test
	void checksRecursiveSchemas() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {name: {type: string}, child: {$ref: '#/components/schemas/Item'}}
				""");
		assertThat(violations(schema, "{'child': {'child': {'child': {'name': 1}}}}"))
			.containsExactly("/child/child/child/name type");
	}

	@Test
	void checksTuplesByPosition() {
		assertThat(check("{prefixItems: [{type: string}, {type: number}], items: false}", "['a', 1]")).isEmpty();
		assertThat(check("{prefixItems: [{type: string}, {type: number}], items: false}", "[1, 1, 1]"))
			.containsExactly("/v/0 type", "/v/2 type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{type: string, nullable: true}", "{type: string, nullable: true, enum: [a]}",
			"{nullable: true, allOf: [{$ref: '#/components/schemas/Text'}]}", "{enum: [a, null]}", "{}" })
	void allowsNullWhereOpenApi30DoesSo(String property) {
		ItemSchema schema = schema("3.0.3", "Item: {properties: {v: " + property + "}}\nText: {type: string}");
		assertThat(violations(schema, "{'v': null}")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{type: string}", "{type: string, nullable: false}", "{enum: [a]}",
			"{$ref: '#/components/schemas/Text', nullable: true}" })
	void refusesNullWhereOpenApi30DoesNotAllowIt(String property) {
		ItemSchema schema = schema("3.0.3", "Item: {properties: {v: " + property + "}}\nText: {type: string}");
		assertThat(violations(schema, "{'v': null}")).hasSize(1);
	}

}
