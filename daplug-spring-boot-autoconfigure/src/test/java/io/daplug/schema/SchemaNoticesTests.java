package io.daplug.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for mistakes that do not keep a schema file from being used: decision D35.
 */
class SchemaNoticesTests {

	private static final SchemaLoading WITH = SchemaLoading.defaults().check(true);

	/** Ours alone: the library that judges whole documents is not there. */
	private static final SchemaLoading WITHOUT = WITH
		.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("io.swagger")));

	private static List<SchemaFileNotice> notices(String file, String text, SchemaLoading loading) throws IOException {
		Path path = Files.createTempDirectory("notices").resolve(file);
		Files.writeString(path, text);
		return SchemaRegistry.load(List.of(path.toString()), loading).notices();
	}

	/** Line, pointer and problem. */
	private static List<String> found(String text, SchemaLoading loading) throws IOException {
		return notices("openapi.yml", text, loading).stream()
			.map((notice) -> notice.line().orElse(0) + " " + notice.pointer() + " " + notice.problem())
			.toList();
	}

	private static String document(String version, String keyword) {
		return """
				%s
				components:
				  schemas:
				    Order:
				      type: object
				      properties:
				        name:
				          type: string
				          %s
				""".formatted(version, keyword);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			maxLenght: 5            | maxLenght            | maxLength
			maxlength: 5            | maxlength            | maxLength
			minLengh: 5             | minLengh             | minLength
			desciption: x           | desciption           | description
			readonly: true          | readonly             | readOnly
			additionalPropertis: {} | additionalPropertis  | additionalProperties
			tpye: string            | tpye                 | type
			enums: [a]              | enums                | enum
			ref: '#/components'     | ref                  | $ref
			defualt: a              | defualt              | default
			fromat: date            | fromat               | format
			patern: a               | patern               | pattern
			exclusiveMinumum: 5     | exclusiveMinumum     | exclusiveMinimum
			""")
	void nameTheKeywordThatWasMeant(String keyword, String word, String meant) throws IOException {
		for (String version : List.of("openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.2.0", "x-version: none")) {
			assertThat(found(document(version, keyword), WITHOUT)).containsExactly(
					"9 /components/schemas/Order/properties/name/%s '%s' is not a keyword; did you mean '%s'?"
						.formatted(word, word, meant));
		}
		String schema = "title: Order\nproperties:\n  name:\n    " + keyword;
		assertThat(found(schema, WITHOUT)).containsExactly(
				"4 /properties/name/%s '%s' is not a keyword; did you mean '%s'?".formatted(word, word, meant));
	}

	@ParameterizedTest
	@ValueSource(strings = { "x-maxLenght: 5", "unit: kg", "order: 5", "note: x", "text: x", "label: x", "mode: x",
			"propertyOrder: 3", "options: {}", "enumNames: [a]", "$data: x", "maxLength: 5", "examples: [a]",
			"example: {maxLenght: 5}", "default: {tpye: 1}", "enum: [{tpye: 1}]", "const: 1", "deprecated: true",
			"properties: {maxLenght: {type: string}, tpye: {type: string}}", "discriminator: {propertyName: maxLenght}",
			"unevaluatedItems: false", "prefixItems: []", "xml: {nam: a}", "externalDocs: {ulr: a}", "if: {}",
			"contentMediaType: a/b", "$comment: x", "minContains: 1", "dependencies: {}" })
	void leaveOtherWordsAlone(String keyword) throws IOException {
		assertThat(found(document("openapi: 3.1.0", keyword), WITHOUT)).isEmpty();
		assertThat(found("title: Order\nproperties:\n  name:\n    " + keyword, WITHOUT)).isEmpty();
	}

	@Test
	void areFoundWhereverSchemasAre() throws IOException {
		for (String inner : List.of("items: {tpye: x}", "allOf: [{tpye: x}]", "anyOf: [{}, {tpye: x}]",
				"not: {tpye: x}", "additionalProperties: {tpye: x}", "patternProperties: {a: {tpye: x}}",
				"if: {tpye: x}", "else: {tpye: x}", "dependentSchemas: {a: {tpye: x}}", "prefixItems: [{tpye: x}]",
				"contains: {tpye: x}", "propertyNames: {tpye: x}", "unevaluatedProperties: {tpye: x}",
				"$ref: '#/components/x-parts/part'}\n  x-parts: {part: {tpye: x}")) {
			String text = "openapi: 3.1.0\ncomponents:\n  schemas:\n    Order: {" + inner + "}\n";
			assertThat(found(text, WITHOUT)).as(inner).singleElement().asString().contains("'tpye'", "/tpye", "'type'");
		}
	}

	@Test
	void areFoundInFilesThatAreReferredTo() throws IOException {
		Path folder = Files.createTempDirectory("notices");
		Files.writeString(folder.resolve("part.json"), "{\"type\": \"string\",\n \"maxLenght\": 5}");
		Path file = Files.writeString(folder.resolve("openapi.yml"), document("openapi: 3.1.0", "$ref: part.json"));
		assertThat(SchemaRegistry.load(List.of(file.toString()), WITHOUT).notices()).singleElement()
			.satisfies((notice) -> assertThat(notice.location()).endsWith("part.json"))
			.hasToString(
					"Schema file '%s', line 2, at /maxLenght: 'maxLenght' is not a keyword; did you mean 'maxLength'?"
						.formatted(folder.resolve("part.json")));
	}

	@Test
	void tellOfKeywordsThatSayNothing() throws IOException {
		assertThat(found(document("openapi: 3.1.0", "nullable: true"), WITHOUT)).singleElement()
			.asString()
			.startsWith("9 /components/schemas/Order/properties/name/nullable")
			.contains("OpenAPI 3.1", "quotes");
		assertThat(found(document("openapi: 3.0.0", "nullable: true"), WITHOUT)).isEmpty();
		assertThat(found(document("openapi: 3.0.0", "maxLength:"), WITHOUT)).singleElement()
			.asString()
			.contains("'maxLength' has no value");
	}

	@Test
	void areNotLookedForUnlessAskedFor() throws IOException {
		assertThat(found(document("openapi: 3.0.0", "maxLenght: 5"), SchemaLoading.defaults())).isEmpty();
		assertThat(SchemaRegistry.empty().notices()).isEmpty();
	}

	@Test
	void placeWhatTheLibraryFinds() throws IOException {
		String text = """
				openapi: 3.0.3
				info: {title: Orders}
				unknown: 5
				paths:
				  /orders/{id}:
				    get:
				      operationId: get
				      parameters:
				        - {name: id, in: path, required: true, schema: {type: string}}
				        - {name: x, in: heather, schema: {type: string}}
				      responses:
				        '200':
				          description: an order
				          content:
				            application/json:
				              schema: {$ref: '#/components/schemas/Ordr'}
				    post:
				      operationId: get
				      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
				      responses: {'200': {description: x}}
				components:
				  schemas:
				    Order:
				      type: object
				      const: 1
				      properties:
				        a.b: {type: string, foo: 3}
				        c: {type: array, items: {type: string, foo: 4, maxLenght: 5}}
				""";
		assertThat(found(text, WITH)).containsExactlyInAnyOrder(
				"28 /components/schemas/Order/properties/c/items/maxLenght 'maxLenght' is not a keyword; did you mean 'maxLength'?",
				"3 /unknown 'unknown' is unexpected", "2 /info 'version' is missing",
				"10 /paths/~1orders~1{id}/get/parameters/1/in 'in' is not of type `[query|header|path|cookie]`",
				"16 /paths/~1orders~1{id}/get/responses/200/content/application~1json/schema '#/components/schemas/Ordr' is missing",
				"18 /paths/~1orders~1{id}/post/operationId 'operationId' is repeated",
				"25 /components/schemas/Order/const 'const' is unexpected",
				"27 /components/schemas/Order/properties/a.b/foo 'foo' is unexpected",
				"28 /components/schemas/Order/properties/c/items/foo 'foo' is unexpected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openapi: 3.0.3", "openapi: 3.1.0", "openapi: 3.0", "openapi: 3.1", "openapi: '3.1'",
			"openapi: 3.2.0\nunknown: 5", "x-version: none" })
	void areNoneOfFragments(String version) throws IOException {
		String text = version + "\ncomponents:\n  schemas:\n"
				+ "    Order: {type: object, properties: {any: true, none: false}, additionalProperties: false}\n    Any: true\n";
		assertThat(found(text, WITH)).isEmpty();
		assertThat(found(version + "\npaths: {/a: {get: {}}}\ncomponents: {schemas: {A: {type: object}}}", WITH))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders-3.0.yml", "orders-3.1.json" })
	void areNoneOfGoodDocuments(String file) throws IOException {
		String text = new ClassPathResource("schema/" + file).getContentAsString(StandardCharsets.UTF_8);
		assertThat(notices(file, text, WITH)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../sample-app/src/main/resources/openapi.yml",
			"../daplug-spring-boot-starter/src/it/quickstart/src/main/resources/openapi.yml" })
	void areNoneOfOurOwnDocuments(String file) {
		assertThat(SchemaRegistry.load(List.of("file:" + file), WITH).notices()).isEmpty();
	}

	@Test
	void areNoneOfARealDocument() {
		Path file = Path.of(System.getProperty("daplug.real-data.dir", "../../shared/data/github-webhooks"),
				"openapi.json");
		assumeTrue(Files.isReadable(file), () -> "no real data at " + file.toAbsolutePath().normalize());
		assertThat(SchemaRegistry.load(List.of(file.toString()), WITH).notices()).isEmpty();
	}

	@Test
	void countManyMistakes() throws IOException {
		String schemas = IntStream.range(0, 300)
			.mapToObj((i) -> "    S%d: {type: string, foo: 1}%n".formatted(i))
			.collect(Collectors.joining());
		assertThat(notices("a.yml", "openapi: 3.0.3\ncomponents:\n  schemas:\n" + schemas, WITH)).hasSize(300);
	}

	@Test
	void areNotLookedForInDocumentsThatAreTooLarge() {
		StringBuilder text = new StringBuilder("openapi: 3.0.3\nx-a0: &a0 [x, x, x]\n");
		for (int i = 1; i < 17; i++) {
			text.append("x-a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d]\n".formatted(i, i - 1));
		}
		assertThatExceptionOfType(SchemaFileException.class)
			.isThrownBy(() -> notices("a.yml", text + "components: {schemas: {A: {}}}", WITH))
			.withMessageContaining("holds too much");
	}

	@Test
	void readNothingAndFetchNothing() throws IOException {
		String text = """
				openapi: 3.1.0
				info: {title: a, version: '1'}
				paths:
				  /a: {$ref: 'http://127.0.0.1:9/a.yml'}
				  /b: {$ref: '../../../../../../etc/passwd'}
				components: {schemas: {A: {type: object}}}
				""";
		assertThat(found(text, WITH)).isEmpty();
	}

	@Test
	void areFoundInTheDeepestDocument() throws IOException {
		String open = "{\"properties\": {\"a\": ".repeat(95);
		assertThat(notices("a.json", "{\"openapi\": \"3.0.0\", \"components\": {\"schemas\": {\"A\": " + open
				+ "{\"tpye\": \"string\"}" + "}}".repeat(95) + "}}}", WITH))
			.hasSize(1);
	}

}
