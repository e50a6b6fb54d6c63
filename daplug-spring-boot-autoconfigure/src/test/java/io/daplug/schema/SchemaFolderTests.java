package io.daplug.schema;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that no reference leads out of the folder of the configured file, however it is
 * written: decision D6.
 */
class SchemaFolderTests {

	private static final String SECRET = "title: secret\nproperties: {leaked: {type: string}}\n";

	private Path top = Path.of("");

	private Path folder = this.top;

	@BeforeEach
	void writeASecretBesideTheFolder(@TempDir Path top) throws IOException {
		this.top = top;
		this.folder = Files.createDirectories(this.top.resolve("specs"));
		Files.writeString(this.top.resolve("secret.yml"), SECRET);
		Files.writeString(this.folder.resolve("part.yml"), "type: string\n");
	}

	private static String document(String reference) {
		return "{\"components\": {\"schemas\": {\"A\": {\"properties\": {\"p\":\n{\"$ref\": \"%s\"}}}}}}"
			.formatted(reference.replace("\\", "\\\\").replace("\0", "\\u0000"));
	}

	private static void refuses(List<String> locations, ResourceLoader resources) {
		for (String location : locations) {
			SchemaFileException refusal = catchThrowableOfType(SchemaFileException.class,
					() -> SchemaRegistry.load(List.of(location), SchemaLoading.defaults().resourceLoader(resources)));
			assertThat(refusal).as(location).isNotNull();
			assertThat(refusal.location()).isEqualTo(location);
			assertThat(refusal.pointer()).isEqualTo("/components/schemas/A/properties/p/$ref");
			assertThat(refusal.line()).hasValue(2);
		}
	}

	private List<String> inTheFileSystem(String reference) throws IOException {
		Path file = this.folder.resolve("openapi.json");
		Files.writeString(file, document(reference));
		return List.of(file.toString(), file.toUri().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "../secret.yml", "%2e%2e/secret.yml", "%252e%252e/secret.yml", "%25252e%25252e/secret.yml",
			"..%2fsecret.yml", "..%252fsecret.yml", ".%2e/secret.yml", "..\\secret.yml", "..%5csecret.yml",
			"..%255csecret.yml", "a/../../secret.yml", "./../secret.yml", "a\\..\\..\\secret.yml", "..;/secret.yml",
			"\\\\host\\share\\secret.yml", "//host/share/secret.yml", "C:\\secret.yml", "c:/secret.yml",
			"file:../secret.yml", "FILE:../secret.yml", "%66ile:../secret.yml", "file://host/secret.yml",
			"jar:file:x.jar!/secret.yml", "classpath:secret.yml", "classpath:../secret.yml", "nested:x.jar/!secret.yml",
			"part.yml\0/../../secret.yml", "part.yml%00", "part\0.yml", "..", ".", "%2e%2e",
			"part.yml/../../secret.yml", "..%c0%afsecret.yml", "%zz" })
	void refusesWhatLeadsOutOfIt(String reference) throws IOException {
		refuses(inTheFileSystem(reference), new DefaultResourceLoader());
	}

	@Test
	void refusesAbsolutePaths() throws IOException {
		Path secret = this.top.resolve("secret.yml");
		refuses(inTheFileSystem(secret.toString()), new DefaultResourceLoader());
		refuses(inTheFileSystem(secret.toUri().toString()), new DefaultResourceLoader());
		refuses(inTheFileSystem("%2F" + secret.toString().substring(1)), new DefaultResourceLoader());
	}

	@Test
	void refusesLinksThatLeadOutOfIt() throws IOException {
		Files.createSymbolicLink(this.folder.resolve("file.yml"), this.top.resolve("secret.yml"));
		Files.createSymbolicLink(this.folder.resolve("relative.yml"), Path.of("..", "secret.yml"));
		Files.createSymbolicLink(this.folder.resolve("linked"), this.top);
		Files.createSymbolicLink(this.folder.resolve("twice.yml"), Path.of("linked", "secret.yml"));
		Files.createSymbolicLink(this.folder.resolve("circle.yml"), Path.of("circle.yml"));
		Files.createSymbolicLink(this.folder.resolve("zero.yml"), Path.of("/dev/zero"));
		for (String reference : List.of("file.yml", "relative.yml", "linked/secret.yml", "twice.yml", "circle.yml",
				"zero.yml")) {
			refuses(inTheFileSystem(reference), new DefaultResourceLoader());
		}
	}

	@Test
	void followsLinksThatStayInside() throws IOException {
		Path data = Files.createDirectories(this.folder.resolve("..data"));
		Files.writeString(data.resolve("linked.yml"), "type: string\n");
		Files.createSymbolicLink(this.folder.resolve("linked.yml"), Path.of("..data", "linked.yml"));
		reads(inTheFileSystem("linked.yml"), new DefaultResourceLoader());
	}

	@Test
	void followsTheLinkToTheFolderItself() throws IOException {
		Files.writeString(this.folder.resolve("openapi.json"), document("part.yml"));
		Path link = Files.createSymbolicLink(this.top.resolve("current"), this.folder);
		reads(List.of(link.resolve("openapi.json").toString()), new DefaultResourceLoader());
	}

	@ParameterizedTest
	@ValueSource(strings = { "part.yml", "./part.yml", "part%2eyml", "a/../part.yml", "with space.yml",
			"with%20space.yml", "100%25.yml", "a%23b.yml", "%C3%BC.yml" })
	void readsWhatIsInside(String reference) throws IOException {
		for (String name : List.of("with space.yml", "100%.yml", "a#b.yml", "ü.yml")) {
			Files.writeString(this.folder.resolve(name), "type: string\n");
		}
		reads(inTheFileSystem(reference), new DefaultResourceLoader());
	}

	private static void reads(List<String> locations, ResourceLoader resources) {
		for (String location : locations) {
			SchemaRegistry registry = SchemaRegistry.load(List.of(location),
					SchemaLoading.defaults().resourceLoader(resources));
			assertThat(Mapping.violations(registry.get("A"), "{'p': 1}")).as(location).containsExactly("/p type");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../secret.yml", "%2e%2e/secret.yml", "%252e%252e/secret.yml", "..%252fsecret.yml",
			"..%5csecret.yml", "a/../../secret.yml", "file:secret.yml", "classpath:secret.yml", "/secret.yml",
			"part.yml%2500", "part.yml\0" })
	void refusesWhatLeadsOutOfItInAJarAndOnTheClassPath(String reference) throws IOException {
		Path jar = jar(reference);
		URL classes = new URL("jar:" + jar.toUri() + "!/");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			refuses(List.of("classpath:specs/openapi.json", classes + "specs/openapi.json"),
					new DefaultResourceLoader(loader));
		}
		inTheFileSystem(reference);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.top.toUri().toURL() }, null)) {
			refuses(List.of("classpath:specs/openapi.json"), new DefaultResourceLoader(loader));
		}
	}

	@Test
	void refusesLinksOnTheClassPath() throws IOException {
		Files.createSymbolicLink(this.folder.resolve("link.yml"), this.top.resolve("secret.yml"));
		inTheFileSystem("link.yml");
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.top.toUri().toURL() }, null)) {
			refuses(List.of("classpath:specs/openapi.json"), new DefaultResourceLoader(loader));
		}
	}

	@Test
	void findsTheFolderInAllPlacesOfTheClassPath(@TempDir Path other) throws IOException {
		inTheFileSystem("elsewhere.yml");
		Files.writeString(Files.createDirectories(other.resolve("specs")).resolve("elsewhere.yml"), "type: string");
		URL[] classPath = { this.top.toUri().toURL(), other.toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
			reads(List.of("classpath:specs/openapi.json"), new DefaultResourceLoader(loader));
		}
	}

	private Path jar(String reference) throws IOException {
		Path jar = this.top.resolve("app.jar");
		try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
			for (String[] file : new String[][] { { "specs/openapi.json", document(reference) },
					{ "specs/part.yml", "type: string" }, { "secret.yml", SECRET },
					{ "specs/../secret.yml", SECRET } }) {
				output.putNextEntry(new JarEntry(file[0]));
				output.write(file[1].getBytes(StandardCharsets.UTF_8));
				output.closeEntry();
			}
		}
		return jar;
	}

	@Test
	void refusesALocationThatIsNoName() {
		SchemaFileException refusal = catchThrowableOfType(SchemaFileException.class,
				() -> SchemaRegistry.load(List.of("file:specs/a\0.yml"), SchemaLoading.defaults()));
		assertThat(refusal).hasMessageContaining("cannot be the name of a file");
	}

}
