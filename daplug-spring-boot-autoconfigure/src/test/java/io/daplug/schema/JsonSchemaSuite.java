package io.daplug.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The official tests of JSON schema. They are not part of this project: they come from
 * the Debian package {@code libtest-json-schema-acceptance-perl}, which is taken as it is
 * installed, or unpacked below {@code target}, or read from where
 * {@code -Ddaplug.json-schema-suite.dir} says.
 */
final class JsonSchemaSuite {

	private static final String REQUIRED = "daplug.json-schema-suite.required";

	private static final String PACKAGE = "libtest-json-schema-acceptance-perl";

	private static final String INSIDE = "usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance";

	private static @Nullable Path folder;

	/**
	 * One test.
	 *
	 * @param name the file, the group and the test
	 * @param schema the schema
	 * @param data the value
	 * @param valid whether the value fits
	 */
	record Case(String name, JsonNode schema, JsonNode data, boolean valid) {

	}

	private JsonSchemaSuite() {
	}

	/**
	 * Says whether the tests are there. With
	 * {@code -Ddaplug.json-schema-suite.required=true} the answer is yes, so that what
	 * needs them fails where they are not.
	 * @return whether they are there
	 */
	static boolean available() {
		if (Boolean.getBoolean(REQUIRED)) {
			return true;
		}
		try {
			folder();
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	private static synchronized Path folder() {
		Path known = folder;
		if (known == null) {
			Path installed = Path.of("/", INSIDE);
			String configured = System.getProperty("daplug.json-schema-suite.dir");
			known = (configured != null) ? Path.of(configured) : Files.isDirectory(installed) ? installed : unpack();
			folder = known;
		}
		return known;
	}

	private static Path unpack() {
		Path target = Path.of("target", "json-schema-suite");
		Path unpacked = target.resolve(INSIDE);
		try {
			if (!Files.isDirectory(unpacked)) {
				Files.createDirectories(target);
				download(target);
				try (Stream<Path> files = Files.list(target)) {
					Path archive = files.filter((file) -> file.toString().endsWith(".deb")).findFirst().orElseThrow();
					run(target, "dpkg-deb", "-x", archive.getFileName().toString(), ".");
				}
			}
			return unpacked;
		}
		catch (IOException ex) {
			throw new IllegalStateException("The tests of JSON schema cannot be had: install " + PACKAGE, ex);
		}
	}

	/**
	 * Where the lists of packages are missing, or old, they are fetched into the folder
	 * first: a test changes nothing of the machine.
	 */
	private static void download(Path target) throws IOException {
		try {
			run(target, "apt-get", "download", PACKAGE);
		}
		catch (IllegalStateException ex) {
			Path lists = Files.createDirectories(target.toAbsolutePath().resolve("lists").resolve("partial"))
				.getParent();
			String own = "Dir::State::lists=" + lists;
			String cache = "Dir::Cache=" + target.toAbsolutePath().resolve("cache");
			run(target, "apt-get", "-qq", "-o", own, "-o", cache, "update");
			run(target, "apt-get", "-o", own, "-o", cache, "download", PACKAGE);
		}
	}

	private static void run(Path folder, String... command) throws IOException {
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("install.txt").toFile())
			.start();
		try {
			if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IllegalStateException("'%s' failed: %s".formatted(String.join(" ", command),
						Files.readString(folder.resolve("install.txt"))));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads tests.
	 * @param draft the folder of a draft
	 * @param wanted which files, by their path below that folder
	 * @return the tests
	 */
	static List<Case> cases(String draft, Predicate<String> wanted) {
		Path tests = folder().resolve("tests").resolve(draft);
		List<Case> cases = new ArrayList<>();
		try (Stream<Path> files = Files.walk(tests)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".json")).sorted().toList()) {
				String name = tests.relativize(file).toString().replace(".json", "");
				if (wanted.test(name)) {
					read(name, Json.MAPPER.readTree(file), cases);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return cases;
	}

	private static void read(String file, JsonNode groups, List<Case> cases) {
		for (JsonNode group : groups) {
			for (JsonNode test : group.required("tests")) {
				String name = String.join(" | ", file, group.required("description").asString(),
						test.required("description").asString());
				cases.add(new Case(name, group.required("schema"), test.required("data"),
						test.required("valid").booleanValue()));
			}
		}
	}

}
