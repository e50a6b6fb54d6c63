package io.daplug.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that loading ends, whatever is loaded: with schemas, or with a
 * {@link SchemaFileException} that says where it became too much. Decision D39.
 */
@Timeout(60)
class LoadBudgetTests {

	private static SchemaRegistry load(String name, String text) {
		return new MemoryResources().file(name, text).load(name);
	}

	private static SchemaFileException refusal(String name, String text) {
		SchemaFileException refusal = catchThrowableOfType(SchemaFileException.class, () -> {
			SchemaRegistry registry = load(name, text);
			registry.names().forEach(registry::get);
		});
		assertThat(refusal).isNotNull();
		assertThat(refusal.location()).isEqualTo(name);
		return refusal;
	}

	/** Schemas S0, S1 and so on, one a line from line 3 on, each made of its number. */
	private static String chain(int length, IntFunction<String> schema) {
		return "components:\n  schemas:\n" + IntStream.range(0, length)
			.mapToObj((i) -> "    S" + i + ": " + ((i < length - 1) ? schema.apply(i + 1) : "{type: string}"))
			.collect(Collectors.joining("\n"));
	}

	private static String to(int schema) {
		return "{$ref: '#/components/schemas/S" + schema + "'}";
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			minimum          | 1e999999999
			maximum          | -1e999999999
			minimum          | 1e99999999999
			exclusiveMinimum | 1e-999999999
			exclusiveMaximum | 1e-99999999999
			multipleOf       | 1e-999999999
			multipleOf       | 1E+2147483647
			maxLength        | 1e999999999
			minItems         | 1e999999999
			enum             | [1, 1e999999999]
			enum             | [{a: [1e99999999999]}]
			const            | 1e999999999
			default          | [1e999999999]
			""")
	void refusesNumbersThatCannotBeCalculatedWith(String keyword, String number) {
		String schema = "{" + keyword + ": " + number + "}";
		SchemaFileException refusal = refusal("a.yml", chain(2, (i) -> schema));
		assertThat(refusal).hasMessageContaining("too large a number");
		assertThat(refusal.pointer()).isEqualTo("/components/schemas/S0/" + keyword);
		assertThat(refusal.line()).hasValue(3);
		String json = schema.replaceAll("([a-zA-Z]{2,}|\\ba\\b)", "\"$1\"");
		assertThat(refusal("a.json", "{\"components\": {\"schemas\": {\"S0\": " + json + "}}}"))
			.hasMessageContaining("too large a number");
	}

	@ParameterizedTest
	@ValueSource(strings = { "maxLength: 99999999999999999999", "maxLength: 1e3", "minimum: 1.7976931348623157e+308",
			"multipleOf: 1e-300", "maximum: 123456789012345678901234567890123456789012345678901234567890",
			"example: 1e99999999999", "description: 7e1082943", "x-number: 1e999999999" })
	void acceptsNumbersThatCanOrThatNobodyReads(String keyword) {
		assertThat(load("a.yml", "components: {schemas: {A: {" + keyword + "}}}").get("A")).isNotNull();
	}

	@Test
	void refusesAFileOfTooManyDigits() {
		assertThat(refusal("a.yml", "components: {schemas: {A: {minimum: " + "9".repeat(200_000) + "}}}"))
			.hasMessageContaining("too large a number");
	}

	@Test
	void refusesChainsThatAreTooLong() {
		for (IntFunction<String> link : List.<IntFunction<String>>of(LoadBudgetTests::to,
				(i) -> "{allOf: [" + to(i) + "]}", (i) -> "{minLength: 1, allOf: [" + to(i) + ", {maxLength: 5}]}",
				(i) -> "{oneOf: [" + to(i) + ", {type: boolean}]}", (i) -> "{anyOf: [{allOf: [" + to(i) + "]}]}",
				(i) -> "{not: " + to(i) + "}", (i) -> "{if: " + to(i) + "}",
				(i) -> "{dependentSchemas: {a: " + to(i) + "}}")) {
			SchemaFileException refusal = refusal("a.yml", chain(3000, link));
			assertThat(refusal).hasMessageContaining("in a row");
			assertThat(refusal.pointer()).startsWith("/components/schemas/S");
			assertThat(refusal.line().orElse(0)).isBetween(3, 3002);
		}
	}

	@Test
	void loadsOrRefusesLongChainsOfAlternatives() {
		SchemaRegistry registry = load("a.yml", chain(160, (i) -> "{oneOf: [" + to(i) + ", {type: boolean}]}"));
		for (String name : registry.names()) {
			try {
				assertThat(registry.get(name)).isNotNull();
			}
			catch (SchemaFileException ex) {
				assertThat(ex).hasMessageContaining("combine in too many ways");
				assertThat(ex.line()).isPresent();
			}
		}
	}

	@Test
	void followsChainsThatAreLong() {
		for (IntFunction<String> link : List.<IntFunction<String>>of(LoadBudgetTests::to,
				(i) -> "{minLength: 1, allOf: [" + to(i) + "]}", (i) -> "{oneOf: [" + to(i) + ", {type: boolean}]}",
				(i) -> "{type: object, properties: {a: " + to(i) + "}}")) {
			SchemaRegistry registry = load("a.yml", chain(100, link));
			registry.names().forEach((name) -> assertThat(registry.get(name)).isNotNull());
		}
	}

	@Test
	void followsSchemasThatLeadToEachOtherInManyWays() {
		for (IntFunction<String> link : List.<IntFunction<String>>of((
				i) -> "{$ref: '#/components/schemas/S%1$d', $dynamicRef: '#/components/schemas/S%1$d', $recursiveRef: '#/components/schemas/S%1$d'}"
					.formatted(i),
				(i) -> "{allOf: [" + to(i) + "," + to(i) + "," + to(i) + "]}",
				(i) -> "{anyOf: [{allOf: [" + to(i) + "], minLength: 1}, {allOf: [" + to(i) + "], minLength: 2}, "
						+ to(i) + "]}",
				(i) -> "{oneOf: [" + to(i) + ", {not: " + to(i) + "}, {if: " + to(i) + "}]}",
				(i) -> "{properties: {a: " + to(i) + ", b: " + to(i) + ", c: {items: " + to(i) + "}}}")) {
			SchemaRegistry registry = load("a.yml", chain(40, link));
			registry.names().forEach((name) -> assertThat(registry.get(name)).isNotNull());
		}
	}

	@Test
	void refusesAlternativesThatCombineInTooManyWays() {
		String choice = """
				{properties: {t%1$d: {type: string}}, discriminator: {propertyName: t%1$d}, oneOf: [
				 {required: [a], properties: {t%1$d: {const: a}}}, {required: [b], properties: {t%1$d: {const: b}}},
				 {required: [c], properties: {t%1$d: {const: c}}}]}""";
		String all = IntStream.range(0, 25).mapToObj((i) -> choice.formatted(i)).collect(Collectors.joining(","));
		SchemaFileException refusal = refusal("a.yml", "components:\n  schemas:\n    A: {allOf: [" + all + "]}");
		assertThat(refusal).hasMessageContaining("combine in too many ways");
		assertThat(refusal.line()).isPresent();
	}

	@Test
	void refusesRegularExpressionsThatAreTooLong() {
		String expression = "a|".repeat(12_000);
		String many = "{\"pattern\": \"%s\"},\n".formatted("ab".repeat(9_000)).repeat(60);
		for (String schema : List.of("{\"pattern\": \"" + expression + "\"}",
				"{\"patternProperties\": {\"" + expression + "\": {}}}", "{\"anyOf\": [" + many + "{}]}")) {
			SchemaFileException refusal = refusal("a.json", "{\"components\": {\"schemas\": {\"A\": " + schema + "}}}");
			assertThat(refusal).hasMessageContaining("is too long: a regular expression");
			assertThat(refusal.line()).isPresent();
		}
	}

	@Test
	void refusesCircles() {
		for (String circle : List.of("{$ref: '#/components/schemas/A'}", "{allOf: [{$ref: '#/components/schemas/B'}]}",
				"{minLength: 1, allOf: [{allOf: [{$ref: '#/components/schemas/A'}]}]}")) {
			SchemaFileException refusal = refusal("a.yml", "components:\n  schemas:\n    A: " + circle
					+ "\n    B: {allOf: [{$ref: '#/components/schemas/A'}]}");
			assertThat(refusal).hasMessageContaining("refers to itself");
			assertThat(refusal.line()).isPresent();
		}
	}

	@Test
	void countsAliasesAsWhatTheyStandFor() {
		StringBuilder text = new StringBuilder("a0: &a0 [x, x, x]\n");
		for (int i = 1; i < 17; i++) {
			text.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d]\n".formatted(i, i - 1));
		}
		SchemaFileException refusal = refusal("a.yml", text + "components: {schemas: {A: {enum: *a16}}}");
		assertThat(refusal).hasMessageContaining("holds too much");
		assertThat(refusal.line().orElse(0)).isBetween(10, 17);
		StringBuilder merging = new StringBuilder("m0: &m0 {a: 1, b: 2}\n");
		for (int i = 1; i < 3000; i++) {
			merging.append("m%1$d: &m%1$d {<<: [*m%2$d, *m%2$d], k%1$d: 1}\n".formatted(i, i - 1));
		}
		assertThat(refusal("a.yml", merging.toString())).hasMessageContaining("holds too much");
	}

	@Test
	void countsTheDepthOfWhatAliasesStandFor() {
		StringBuilder text = new StringBuilder("a0: &a0 {x: 1}\n");
		for (int i = 1; i < 3000; i++) {
			text.append("a%d: &a%d {x: *a%d}\n".formatted(i, i, i - 1));
		}
		SchemaFileException refusal = refusal("a.yml", text + "components: {schemas: {A: {default: *a2999}}}");
		assertThat(refusal).hasMessageContaining("nested too deeply");
		assertThat(refusal.line().orElse(0)).isBetween(190, 201);
	}

	@Test
	void readsAsManyAliasesAsAnyoneWrites() {
		StringBuilder text = new StringBuilder(
				"x-text: &text {type: string}\ncomponents:\n  schemas:\n    A:\n      properties:\n");
		for (int i = 0; i < 500; i++) {
			text.append("        p").append(i).append(": *text\n");
		}
		assertThat(Mapping.violations(load("a.yml", text.toString()).get("A"), "{'p499': 1}"))
			.containsExactly("/p499 type");
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 20_000 })
	void refusesDeepNesting(int depth) {
		String open = "{\"not\": ".repeat(depth);
		String json = "{\"title\": \"A\",\n\"not\": " + open + "{}" + "}".repeat(depth) + "}";
		for (String name : List.of("a.json", "a.yml")) {
			SchemaFileException refusal = refusal(name, json);
			assertThat(refusal).hasMessageContaining("nested too deeply");
			assertThat(refusal.line()).hasValue(2);
		}
		String brackets = "title: A\ndefault: " + "[".repeat(depth) + "]".repeat(depth);
		assertThat(refusal("a.yml", brackets)).hasMessageContaining("nested too deeply");
		String indented = IntStream.range(0, 300)
			.mapToObj((i) -> " ".repeat(i) + "not:\n")
			.collect(Collectors.joining());
		SchemaFileException refusal = refusal("a.yml", indented + " ".repeat(300) + "type: string");
		assertThat(refusal).hasMessageContaining("nested too deeply");
		assertThat(refusal.line()).hasValue(201);
	}

	@Test
	void refusesTextsThatAreTooLarge() {
		for (String name : List.of("a.yml", "a.json")) {
			SchemaFileException refusal = refusal(name,
					"{\"title\": \"A\",\n\"description\": \"" + "x".repeat(20_000_000) + "\"}");
			assertThat(refusal).hasMessageContaining("is too large");
			assertThat(refusal.line()).hasValue(2);
			assertThat(refusal(name, "{\"title\": \"A\",\n\"enum\": [" + "1,".repeat(1_500_000) + "1]}"))
				.hasMessageContaining("holds too much");
		}
	}

	@Test
	void refusesLinesThatYamlCannotBreak() {
		SchemaFileException refusal = refusal("a.yml", "title: A\ndescription: " + "x".repeat(1_000_000));
		assertThat(refusal).hasMessageContaining("is too long: a line of YAML");
		assertThat(refusal.line()).hasValue(2);
	}

	@Test
	void countsAllFilesOfALoadTogether() {
		MemoryResources files = new MemoryResources();
		String text = "title: %s\ndescription: " + "xxxxxxxxx\n  ".repeat(500_000);
		for (String name : List.of("A", "B", "C")) {
			files.file(name + ".yml", text.formatted(name) + "\ntype: object");
		}
		assertThat(files.load("A.yml", "B.yml").names()).containsExactly("A", "B");
		SchemaFileException refusal = catchThrowableOfType(SchemaFileException.class,
				() -> files.load("A.yml", "B.yml", "C.yml"));
		assertThat(refusal).hasMessageContaining("is too large");
		assertThat(refusal.location()).isEqualTo("C.yml");
	}

	@Test
	void refusesRemoteReferencesThatLeadOnForEver() throws IOException {
		AtomicInteger requests = new AtomicInteger();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			byte[] body = "properties:\n  next: {$ref: '%d.yml'}".formatted(requests.incrementAndGet())
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			try (OutputStream output = exchange.getResponseBody()) {
				output.write(body);
			}
		});
		server.start();
		try {
			String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/0.yml";
			SchemaLoading loading = SchemaLoading.defaults()
				.resourceLoader(new MemoryResources().file("a.yml",
						"components: {schemas: {A: {properties: {p: {$ref: '" + address + "'}}}}}"))
				.remoteRefs(true);
			SchemaFileException refusal = catchThrowableOfType(SchemaFileException.class,
					() -> SchemaRegistry.load(List.of("a.yml"), loading));
			assertThat(refusal).hasMessageContaining("more than 100 remote files");
			assertThat(refusal.location()).startsWith("http://127.0.0.1");
			assertThat(refusal.pointer()).isEqualTo("/properties/next/$ref");
			assertThat(refusal.line()).hasValue(2);
			assertThat(requests).hasValueLessThanOrEqualTo(101);
		}
		finally {
			server.stop(0);
		}
	}

}
