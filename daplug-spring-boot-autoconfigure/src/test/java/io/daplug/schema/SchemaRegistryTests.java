package io.daplug.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link SchemaRegistry}: what it reads, and what it says of what it cannot
 * read.
 */
class SchemaRegistryTests {

	private static SchemaRegistry load(String name, String text) {
		return new MemoryResources().file(name, text).load(name);
	}

	private static SchemaFileException fault(String name, String text) {
		return catchThrowableOfType(SchemaFileException.class, () -> load(name, text));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "classpath:schema/orders-3.0.yml", "classpath:schema/orders-3.1.json", "schema/orders-3.0.yml",
					"src/test/resources/schema/orders-3.0.yml", "file:src/test/resources/schema/orders-3.1.json" })
	void readsOpenApiInYamlAndJsonFromClassPathAndFiles(String location) {
		SchemaRegistry registry = SchemaRegistry.load(List.of(location), SchemaLoading.defaults());
		assertThat(registry.names()).containsExactly("Order", "Address", "Line");
		assertThat(registry.get("Order").properties()).contains("order_id", "customer", "lines");
		assertThat(registry.get("Order").name()).isEqualTo("Order");
		assertThat(registry.get("Order").location()).isEqualTo(location);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					order.json         | {"title": "Order", "type": "object", "$defs": {"Line": {}}}       | Order,Line
					order.schema.json  | {"type": "object", "definitions": {"Line": {}}}                   | order,Line
					order.yml          | {type: object}                                                    | order
					defs.json          | {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"A": {}, "B": {}}} | A,B
					""")
	void readsJsonSchemaByTitleOrFileName(String file, String text, String names) {
		assertThat(load(file, text.replace("\"\"", "\"")).names()).containsExactlyInAnyOrder(names.split(","));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"openapi\":\"3.0.0\",\"components\":{\"schemas\":{\"A\":{}}}}",
			"{\"components\":{\"schemas\":{\"A\":{}}}}", "openapi: 3.0\ncomponents: {schemas: {A: {}}}",
			"openapi: 3.2.0\ncomponents: {schemas: {A: {}}}" })
	void needsNothingButSchemasOfAnOpenApiDocument(String text) {
		assertThat(load("openapi.yml", text).contains("A")).isTrue();
	}

	@Test
	void readsSeveralFiles() {
		SchemaRegistry registry = new MemoryResources().file("a.json", "{\"title\": \"A\", \"type\": \"object\"}")
			.file("b.yml", "{title: B, type: object}")
			.load("a.json", "b.yml", "a.json");
		assertThat(registry.names()).containsExactly("A", "B");
		assertThat(registry.get("B").location()).isEqualTo("b.yml");
	}

	@Test
	void refusesTwoFilesThatNameOneSchema() {
		assertThatExceptionOfType(SchemaFileException.class)
			.isThrownBy(() -> new MemoryResources().file("a.yml", "{title: A, type: object}")
				.file("b.yml", "components: {schemas: {A: {}}}")
				.load("a.yml", "b.yml"))
			.withMessageContainingAll("'b.yml'", "'A'", "'a.yml'");
	}

	@Test
	void knowsNothingWhenEmpty() {
		assertThat(SchemaRegistry.empty().names()).isEmpty();
		assertThatExceptionOfType(UnknownSchemaException.class).isThrownBy(() -> SchemaRegistry.empty().get("A"))
			.withMessageContaining("no schema file is configured");
	}

	@Test
	void offersTheNearestNamesForOneThatIsUnknown() {
		SchemaRegistry registry = load("o.yml",
				"components: {schemas: {Order: {}, Orders: {}, Customer: {}, Item: {}}}");
		assertThatExceptionOfType(UnknownSchemaException.class).isThrownBy(() -> registry.get("order"))
			.isInstanceOf(InvalidDataAccessApiUsageException.class)
			.withMessageContainingAll("'order'", "o.yml", "'Order', 'Orders'")
			.satisfies((ex) -> assertThat(ex.nearest()).startsWith("Order", "Orders").hasSize(3))
			.satisfies((ex) -> assertThat(ex.schema()).isEqualTo("order"));
	}

	@Test
	void failsForAFileThatIsNotThere() {
		assertThatExceptionOfType(SchemaFileException.class)
			.isThrownBy(() -> SchemaRegistry.load(List.of("classpath:nowhere.yml"), SchemaLoading.defaults()))
			.isInstanceOf(NonTransientDataAccessResourceException.class)
			.withMessageContainingAll("'classpath:nowhere.yml'", "does not exist")
			.satisfies((ex) -> assertThat(ex.location()).isEqualTo("classpath:nowhere.yml"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a.yml  | `a: [1\nb: 2`                        | 2 | not YAML
			a.yml  | `a: 1\nb: 2\na: 3`                   | 3 | twice
			a.json | `{"a": 1,\n"b" 2}`                   | 2 | not JSON
			a.json | `{"a": 1,\n"a": 2}`                  | 2 | not JSON
			a.json | `{"type": "object"} x`               | 1 | not JSON
			a.yml  | `a: 1\nb: &x\n  c: *x`               | 2 | inside itself
			""")
	void namesTheLineOfWhatIsBroken(String file, String text, int line, String message) {
		SchemaFileException fault = fault(file, text.replace("\\n", "\n"));
		assertThat(fault).hasMessageContainingAll(file, message, "line " + line);
		assertThat(fault.line()).isEqualTo(OptionalInt.of(line));
		assertThat(fault.location()).isEqualTo(file);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                             | empty
			`[1]`                          | object at the top
			`text`                         | object at the top
			`swagger: '2.0'`               | neither
			`hello: world`                 | neither
			`openapi: 4.0.0`               | neither
			`openapi: 3.0.0`               | must define its schemas
			`components: {schemas: {}}`    | defines no schema
			""")
	void refusesWhatIsNoSchemaFile(String text, String message) {
		SchemaFileException fault = fault("a.yml", text);
		assertThat(fault).hasMessageContaining(message);
		assertThat(fault.line()).hasValue(1);
		assertThat(fault.pointer()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{type: strng}                         | /type              | 'strng'
			{type: 5}                             | /type              | list of names
			{type: [null, string]}                | /type              | unless it is quoted: 'null'
			{type: null}                          | /type              | unless it is quoted: 'null'
			{type: [true]}                        | /type              | unless it is quoted: 'true'
			{required: [a, 5]}                    | /required          | unless it is quoted: '5'
			{required: [a, null]}                 | /required          | unless it is quoted: 'null'
			{dependentRequired: {a: [no, true]}}  | /dependentRequired | unless it is quoted: 'true'
			{properties: {a: }}                   | /properties/a      | write {} if anything goes
			{allOf: [null]}                       | /allOf/0           | object or a boolean
			{patternProperties: {a: text}}        | /patternProperties/a | object or a boolean
			{items: text}                         | /items             | object or a boolean
			{minimum: text}                       | /minimum           | must be a number
			{discriminator: {propertyName: a, mapping: {a: 5}}} | /discriminator | 'mapping' must map
			{discriminator: {propertyName: a, mapping: {a: 'b.yml'}}} | /discriminator | does not exist
			{properties: [a]}                     | /properties        | must be an object
			{properties: {a: 5}}                  | /properties/a      | object or a boolean
			{required: a}                         | /required          | list of names
			{minLength: a}                        | /minLength         | must be a number
			{minLength: -1}                       | /minLength         | whole number
			{maximum: '5'}                        | /maximum           | must be a number
			{multipleOf: 0}                       | /multipleOf        | more than zero
			{enum: a}                             | /enum              | must be a list
			{pattern: '['}                        | /pattern           | regular expression
			{patternProperties: {'(': {}}}        | /patternProperties | regular expression
			{allOf: {}}                           | /allOf             | must be a list
			{uniqueItems: 1}                      | /uniqueItems       | true or false
			{$ref: 5}                             | /$ref              | must be text
			{$ref: '#/components/schemas/B'}      | /$ref              | refers to nothing
			{$ref: '#/components/schemas/X/type'} | /$ref              | not a schema
			{$ref: '#anchor'}                     | /$ref              | no such anchor
			{$ref: 'other.yml'}                   | /$ref              | does not exist
			{$ref: 'https://example.com/a.yml'}   | /$ref              | daplug.schema-remote-refs
			{$ref: 'http://example.com/a.yml#/a'} | /$ref              | daplug.schema-remote-refs
			{$ref: '/etc/passwd'}                 | /$ref              | relative
			{$ref: 'file:/etc/passwd'}            | /$ref              | relative
			{$ref: '../other.yml'}                | /$ref              | leaves the folder
			{$ref: 'a/../../other.yml'}           | /$ref              | leaves the folder
			{$ref: '%2e%2e/other.yml'}            | /$ref              | leaves the folder
			{$ref: '..\\other.yml'}               | /$ref              | leaves the folder
			{$ref: '#/components/schemas/A'}      | ``                 | refers to itself
			{allOf: [$ref: '#/components/schemas/A']} | ``             | refers to itself
			{$ref: '#/components/schemas/C'}      | ``                 | refers to itself
			""")
	void namesThePlaceOfWhatASchemaCannotSay(String schema, String pointer, String message) {
		String text = """
				openapi: 3.1.0
				components:
				  schemas:
				    X: {type: object}
				    C: {$ref: '#/components/schemas/A'}
				    A:
				      %s
				""".formatted(schema);
		SchemaFileException fault = fault("a.yml", text);
		assertThat(fault).hasMessageContainingAll("a.yml", message);
		assertThat(fault.pointer()).startsWith("/components/schemas/").endsWith(pointer);
		assertThat(fault.line().orElse(0)).isBetween(5, 7);
	}

	@Test
	void namesTheVeryLineOfWhatASchemaCannotSay() {
		SchemaFileException fault = fault("a.yml", """
				components:
				  schemas:
				    A:
				      properties:
				        name:
				          type: string
				        size:
				          - text
				""");
		assertThat(fault.pointer()).isEqualTo("/components/schemas/A/properties/size");
		assertThat(fault.line()).hasValue(7);
		fault = fault("a.json", """
				{"title": "A",
				 "properties": {
				  "name": {"type":
				   ["string",
				    "strng"]}}}
				""");
		assertThat(fault.pointer()).isEqualTo("/properties/name/type");
		assertThat(fault.line()).hasValue(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			`a: 1\nb: *none`            | 2 | no anchor 'none'
			`a: 1\nb: "\u0007"`        | 2 | U+0007
			`a: 1\n---\nb: 1`          | 2 | second document
			`a: 1\n? [b]\n: 1`         | 2 | key must be text
			`a: 1\nb: {<<: 5}`          | 2 | must name a mapping
			`a: 1\nb: 'text`            | 2 | not YAML
			`a: 1\n\tb: 1`             | 2 | not YAML
			""")
	void namesTheLineOfWhatYamlCannotSay(String text, int line, String message) {
		SchemaFileException fault = fault("a.yml",
				text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0007", "\u0007"));
		assertThat(fault).hasMessageContaining(message);
		assertThat(fault.line()).hasValue(line);
	}

	@Test
	void checksEverySchemaSoNoneFailsLater() {
		assertThat(fault("a.yml", "components: {schemas: {A: {}, B: {properties: {c: {items: {pattern: '('}}}}}}"))
			.hasMessageContaining("/components/schemas/B/properties/c/items/pattern");
	}

	@Test
	void readsPlainYamlAsYamlTwelveDoes() {
		ItemSchema schema = load("a.yml", """
				components:
				  schemas:
				    Item:
				      properties:
				        word: {enum: [yes, no, on, off, 2024-01-01, 12:30, 1_000, !!str 5]}
				        other: {enum: [true, null, 010, 1e3, 0x10, .5]}
				        yes: {type: string}
				        1: {type: string}
				""").get("Item");
		for (String word : List.of("yes", "no", "on", "off", "2024-01-01", "12:30", "1_000", "5")) {
			assertThat(Mapping.violations(schema, "{'word': '" + word + "'}")).isEmpty();
		}
		for (String other : List.of("true", "null", "10", "1000", "16", "0.5")) {
			assertThat(Mapping.violations(schema, "{'other': " + other + "}")).isEmpty();
		}
		assertThat(schema.properties()).contains("yes", "1");
	}

	@Test
	void understandsAnchorsAndMergeKeysOfYaml() {
		ItemSchema schema = load("a.yml", """
				x-common: &common {type: string, maxLength: 3}
				components:
				  schemas:
				    Item:
				      properties:
				        a: *common
				        b: {<<: *common, maxLength: 5}
				""").get("Item");
		assertThat(Mapping.violations(schema, "{'a': 'abcd', 'b': 'abcd'}")).containsExactly("/a maxLength");
		assertThat(Mapping.violations(schema, "{'b': 5}")).containsExactly("/b type");
	}

	@Test
	void readsJsonThatBeginsWithAByteOrderMarkOrIsNamedYaml() {
		String json = "{\t\"components\": {\"schemas\": {\"A\": {\"type\": \"object\"}}}}";
		assertThatNoException().isThrownBy(() -> load("a.json", "\uFEFF" + json));
		assertThatNoException().isThrownBy(() -> load("a.yml", json));
	}

	@Test
	void readsYamlOfMoreThanThreeMillionCodePoints(@TempDir Path folder) throws IOException {
		StringBuilder text = new StringBuilder("components:\n  schemas:\n");
		for (int i = 0; i < 1500; i++) {
			text.append("    S").append(i).append(":\n      type: object\n      description: ");
			text.append("x".repeat(2100)).append("\n      properties: {a: {type: string}}\n");
		}
		assertThat(text.length()).isGreaterThan(3_145_728);
		Path file = folder.resolve("large.yml");
		Files.writeString(file, text);
		assertThat(SchemaRegistry.load(List.of(file.toString()), SchemaLoading.defaults()).names()).hasSize(1500);
	}

	@Test
	@Timeout(60)
	void staysFastForSchemasThatUseEachOtherALot() {
		StringBuilder text = new StringBuilder("components:\n  schemas:\n");
		for (int i = 0; i < 40; i++) {
			text.append("    S").append(i).append(": {type: object, properties: {");
			for (int j = 0; j < 40; j++) {
				text.append("p").append(j).append(": {$ref: '#/components/schemas/S").append(j).append("'}, ");
			}
			text.append("}, oneOf: [{$ref: '#/components/schemas/S").append((i % 4 == 3) ? i - 3 : i + 1);
			text.append("'}, {type: object, properties: {q: {type: string}}}]}\n");
		}
		assertThat(load("a.yml", text.toString()).get("S0").describes("p39")).isTrue();
	}

}
