package io.daplug.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;

import static io.daplug.schema.Json.tree;
import static io.daplug.schema.Mapping.project;
import static io.daplug.schema.Mapping.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for references between schemas and between files: decision D6.
 */
class SchemaReferencesTests {

	private static final Map<String, String> FILES = Map.of("specs/v1/openapi.yml", """
			openapi: 3.0.3
			components:
			  schemas:
			    Item:
			      type: object
			      properties:
			        address: {$ref: 'parts/address.yml#/Address'}
			        money: {$ref: './parts/money.json'}
			""", "specs/v1/parts/address.yml", """
			Address:
			  type: object
			  properties:
			    city: {type: string}
			    country: {$ref: '../common.yml#/$defs/Country'}
			    again: {$ref: '#/Address'}
			""", "specs/v1/parts/money.json", """
			{"type": "object", "properties": {"amount": {"type": "number"}}}""", "specs/v1/common.yml", """
			$defs: {Country: {type: object, properties: {code: {type: string, maxLength: 2}}}}""");

	private static void check(ItemSchema schema) {
		assertThat(project(schema, """
				{'address': {'city': 'c', 'x': 1, 'country': {'code': 'DE', 'x': 1}, 'again': {'x': 1}},
				 'money': {'amount': 1, 'x': 1}}""")).isEqualTo(tree("""
				{'address': {'city': 'c', 'country': {'code': 'DE'}, 'again': {}}, 'money': {'amount': 1}}"""));
		assertThat(violations(schema, "{'address': {'country': {'code': 'DEU'}}}"))
			.containsExactly("/address/country/code maxLength");
	}

	@Test
	void leadToFilesInTheFolderAndBelow(@TempDir Path folder) throws IOException {
		for (Map.Entry<String, String> file : FILES.entrySet()) {
			Path path = folder.resolve(file.getKey());
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.getValue());
		}
		Path file = folder.resolve("specs/v1/openapi.yml");
		for (String location : List.of(file.toString(), file.toUri().toString())) {
			check(SchemaRegistry.load(List.of(location), SchemaLoading.defaults()).get("Item"));
		}
	}

	@Test
	void leadToFilesInAJarInsideAJar(@TempDir Path folder) throws IOException {
		Path jar = folder.resolve("app.jar");
		try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
			for (Map.Entry<String, String> file : FILES.entrySet()) {
				output.putNextEntry(new JarEntry("BOOT-INF/classes/" + file.getKey()));
				output.write(file.getValue().getBytes(StandardCharsets.UTF_8));
				output.closeEntry();
			}
		}
		URL classes = new URL("jar:" + jar.toUri() + "!/BOOT-INF/classes/");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes }, null)) {
			SchemaLoading loading = SchemaLoading.defaults().resourceLoader(new DefaultResourceLoader(loader));
			check(SchemaRegistry.load(List.of("classpath:specs/v1/openapi.yml"), loading).get("Item"));
			check(SchemaRegistry.load(List.of(classes + "specs/v1/openapi.yml"), loading).get("Item"));
		}
	}

	@Test
	void mayNotLeaveTheFolderFromAFileBelow() {
		assertThatExceptionOfType(SchemaFileException.class)
			.isThrownBy(() -> new MemoryResources()
				.file("top/a.yml", "components: {schemas: {A: {properties: {b: {$ref: 'sub/b.yml'}}}}}")
				.file("top/sub/b.yml", "properties: {c: {$ref: '../../c.yml'}}")
				.file("c.yml", "type: string")
				.load("top/a.yml"))
			.withMessageContainingAll("top/sub/b.yml", "/properties/c/$ref", "'../../c.yml' leaves the folder");
	}

	@Test
	void nameTheFileThatIsBroken() {
		assertThatExceptionOfType(SchemaFileException.class)
			.isThrownBy(() -> new MemoryResources().file("a.yml", "components: {schemas: {A: {$ref: 'b.yml'}}}")
				.file("b.yml", "a: 1\n  b: 2")
				.load("a.yml"))
			.satisfies((ex) -> assertThat(ex.location()).isEqualTo("b.yml"))
			.satisfies((ex) -> assertThat(ex.line()).hasValue(2));
	}

	@Test
	void mayBeCircularBetweenFiles() {
		ItemSchema schema = new MemoryResources()
			.file("a.yml", "components: {schemas: {A: {properties: {n: {type: string}, b: {$ref: 'b.yml'}}}}}")
			.file("b.yml", "properties: {a: {$ref: 'a.yml#/components/schemas/A'}}")
			.load("a.yml")
			.get("A");
		assertThat(project(schema, "{'b': {'x': 1, 'a': {'x': 1, 'b': {'a': {'n': 'y', 'x': 1}}}}}"))
			.isEqualTo(tree("{'b': {'a': {'b': {'a': {'n': 'y'}}}}}"));
	}

	@Test
	void areFoundByEscapedPointersAnchorsAndIdentifiers() {
		ItemSchema schema = new MemoryResources().file("item.json", """
				{"title": "Item", "type": "object",
				 "properties": {"a": {"$ref": "#/$defs/a~1b~0c"}, "b": {"$ref": "#/$defs/with%20space"},
				   "c": {"$ref": "#anchored"}, "d": {"$ref": "https://example.com/identified"}, "e": {"$ref": "#"}},
				 "$defs": {"a/b~c": {"type": "string"}, "with space": {"type": "string"},
				   "x": {"$anchor": "anchored", "type": "string"},
				   "y": {"$id": "https://example.com/identified", "type": "string"}}}
				""").load("item.json").get("Item");
		assertThat(violations(schema, "{'a': 1, 'b': 1, 'c': 1, 'd': 1, 'e': {'a': 1}}")).containsExactly("/a type",
				"/b type", "/c type", "/d type", "/e/a type");
	}

	@Test
	void ignoreWhatStandsBesideThemInOpenApi30Only() {
		String schemas = "Item: {properties: {a: {$ref: '#/components/schemas/Text', maxLength: 1}}}\nText: {type: string}";
		assertThat(violations(MemoryResources.schema("3.0.3", schemas), "{'a': 'long'}")).isEmpty();
		assertThat(violations(MemoryResources.schema("3.1.0", schemas), "{'a': 'long'}"))
			.containsExactly("/a maxLength");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leadToOtherMachinesOnlyIfAllowed(boolean allowed) throws IOException {
		AtomicInteger requests = new AtomicInteger();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			requests.incrementAndGet();
			String text = exchange.getRequestURI().getPath().endsWith("a.yml") ? "Part: {$ref: 'b.yml'}"
					: "{type: string}";
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			try (OutputStream output = exchange.getResponseBody()) {
				output.write(body);
			}
		});
		server.start();
		try {
			String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/specs/a.yml#/Part";
			MemoryResources files = new MemoryResources().file("o.yml",
					"components: {schemas: {Item: {properties: {p: {$ref: '" + address + "'}}}}}");
			SchemaLoading loading = SchemaLoading.defaults().resourceLoader(files).remoteRefs(allowed);
			if (allowed) {
				ItemSchema schema = SchemaRegistry.load(List.of("o.yml"), loading).get("Item");
				assertThat(violations(schema, "{'p': 1}")).containsExactly("/p type");
				assertThat(requests).hasValue(2);
			}
			else {
				assertThatExceptionOfType(SchemaFileException.class)
					.isThrownBy(() -> SchemaRegistry.load(List.of("o.yml"), loading))
					.withMessageContaining("daplug.schema-remote-refs");
				assertThat(requests).hasValue(0);
			}
		}
		finally {
			server.stop(0);
		}
	}

}
