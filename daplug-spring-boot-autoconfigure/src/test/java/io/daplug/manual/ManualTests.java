package io.daplug.manual;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.daplug.DaplugException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the README and the manual show what is compiled and run: their examples are
 * the tagged parts of this package, the quick start is the project that the starter's
 * build runs.
 */
class ManualTests {

	private static final Path ROOT = Path.of("..");

	private static final Path QUICK_START = ROOT.resolve("daplug-spring-boot-starter/src/it/quickstart");

	/** A block of code with the comment before it, if there is one. */
	private static final Pattern BLOCK = Pattern.compile(
			"(?:<!-- (example|file|imports): (\\S+) -->\\n)?^```(\\w*)\\n(.*?)^```$",
			Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern TAGGED = Pattern.compile("(?://|#) tag::(\\S+)\\n(.*?)\\n\\s*(?://|#) end::\\1$",
			Pattern.DOTALL | Pattern.MULTILINE);

	@Test
	void everyExampleIsTested() throws IOException {
		assertThat(blocks()).filteredOn((block) -> !List.of("shell", "text", "groovy").contains(block.group(3)))
			.hasSizeGreaterThan(30)
			.allSatisfy((block) -> assertThat(block.group(1)).as("comment before%n%s", block.group(4)).isNotNull());
	}

	@Test
	void examplesAreTheTaggedSources() throws IOException {
		Map<String, String> tagged = tagged();
		Map<String, String> shown = new LinkedHashMap<>();
		blocks().stream()
			.filter((block) -> "example".equals(block.group(1)))
			.forEach((block) -> shown.put(block.group(2), normal(block.group(4))));
		assertThat(shown).containsExactlyInAnyOrderEntriesOf(tagged);
	}

	@Test
	void quickStartIsTheProjectThatIsBuilt() throws IOException {
		List<String> shown = new ArrayList<>();
		for (MatchResult block : blocks()) {
			if ("file".equals(block.group(1))) {
				String file = normal(Files.readString(QUICK_START.resolve(block.group(2))));
				String part = normal(block.group(4));
				assertThat(file).contains(part);
				if (!block.group(2).equals("pom.xml")) {
					assertThat(part).isEqualTo(file);
				}
				shown.add(block.group(2));
			}
		}
		assertThat(shown).contains("pom.xml", "src/main/resources/application.yml", "src/main/resources/openapi.yml",
				"src/main/java/com/example/shop/Checkout.java", "src/test/java/com/example/shop/CheckoutTests.java");
	}

	@Test
	void versionsAreThoseOfTheBuild() throws IOException {
		String build = Files.readString(ROOT.resolve("pom.xml"));
		for (Path project : List.of(QUICK_START, QUICK_START.resolveSibling("webshop"))) {
			assertThat(normal(Files.readString(project.resolve("pom.xml"))))
				.contains("<artifactId>spring-boot-starter-parent</artifactId> <version>%s</version>"
					.formatted(property(build, "spring-boot.version")))
				.contains("<artifactId>daplug-spring-boot-starter</artifactId> <version>%s</version>"
					.formatted(property(build, "version")))
				.contains("<artifactId>daplug-spring-boot-starter-test</artifactId> <version>%s</version>"
					.formatted(property(build, "version")));
		}
		assertThat(manual()).contains("`spring-boot-starter-parent` " + property(build, "spring-boot.version"));
	}

	@Test
	void supportedVersionsAreThoseOfTheProfiles() throws IOException {
		String build = Files.readString(ROOT.resolve("pom.xml"));
		String oldest = profile(build, "oldest-line");
		String newest = profile(build, "newest-line");
		String readme = Files.readString(ROOT.resolve("README.md"));
		for (Map.Entry<String, String> row : Map.of("Spring Boot", "spring-boot.version", "AWS SDK", "awssdk.version")
			.entrySet()) {
			assertThat(readme).contains("| %s | %s | %s, %s |".formatted(row.getKey(), property(build, row.getValue()),
					property(oldest, row.getValue()), property(newest, row.getValue())));
		}
		assertThat(readme).contains("| Spring Cloud AWS | %s | %s,"
			.formatted(property(build, "spring-cloud-aws.version"), property(oldest, "spring-cloud-aws.version")));
	}

	private static String profile(String build, String id) {
		return build.substring(build.indexOf("<id>" + id + "</id>"));
	}

	@Test
	void failureAnalysisNamesTheSameDependency() throws IOException {
		String analyzer = normal(Files.readString(
				Path.of("src/main/java/io/daplug/autoconfigure/local", "EmbeddedDynamoDbStartFailureAnalyzer.java")));
		String project = normal(Files.readString(QUICK_START.resolve("pom.xml")));
		int name = project.indexOf("<artifactId>daplug-spring-boot-starter-test</artifactId>");
		assertThat(analyzer).contains(project.substring(project.lastIndexOf("<dependency>", name),
				project.indexOf("</dependency>", name) + "</dependency>".length()));
	}

	@Test
	void everyExceptionIsInTheTable() throws IOException {
		String manual = manual();
		List<String> missing = new ArrayList<>();
		for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.daplug")) {
			Class<?> exception = type.isAssignableTo(DaplugException.class) ? type.reflect() : Object.class;
			if (Throwable.class.isAssignableFrom(exception) && Modifier.isPublic(exception.getModifiers())) {
				String row = "(?m)^\\| `%s` \\|[^|]*\\|[^|]*\\| (?:[4-5–][^|]*|that of the cause) \\| `%s` \\|$"
					.formatted(exception.getSimpleName(), exception.getSuperclass().getSimpleName());
				if (!Pattern.compile(row).matcher(manual).find()) {
					missing.add(exception.getSimpleName() + ", " + exception.getSuperclass().getSimpleName());
				}
			}
		}
		assertThat(missing).isEmpty();
	}

	@Test
	void typesAreImportedWhereTheyAppear() throws IOException {
		Map<String, List<String>> types = publicTypes();
		for (Path page : pages()) {
			StringBuilder imported = new StringBuilder();
			for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
				if (block.group(3).equals("java")) {
					imported.append(block.group(4));
					Pattern.compile("\\b[A-Z]\\w+\\b")
						.matcher(block.group(4).replaceAll("\"[^\"]*\"|//.*|import .*", ""))
						.results()
						.map(MatchResult::group)
						.filter(types::containsKey)
						.forEach((type) -> assertThat(types.get(type)).as("%s in %s", type, page)
							.anyMatch((name) -> imported.indexOf("import %s;".formatted(name)) >= 0));
					if (block.group(4).contains(" attribute(") || block.group(4).contains("(attribute(")) {
						assertThat(imported.toString()).as(page.toString())
							.contains("import static io.daplug.expression.Condition.attribute;");
					}
				}
			}
		}
	}

	@Test
	void importsAreThoseOfTheExamples() throws IOException {
		String sources = sources();
		assertThat(blocks()).filteredOn((block) -> "imports".equals(block.group(1)))
			.isNotEmpty()
			.allSatisfy((block) -> assertThat(block.group(4).lines().filter((line) -> !line.isEmpty()))
				.allSatisfy((line) -> assertThat(sources).contains(line)));
	}

	@Test
	void linksLeadSomewhere() throws IOException {
		for (Path page : pages()) {
			Matcher links = Pattern.compile("\\]\\(([^)#]*)(#[^)]+)?\\)").matcher(Files.readString(page));
			for (MatchResult link : links.results().filter((found) -> !found.group(1).startsWith("https:")).toList()) {
				Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
				assertThat(target).as("%s in %s", link.group(), page).exists();
				if (link.group(2) != null) {
					assertThat(anchors(target)).as("%s in %s", link.group(), page).contains(link.group(2).substring(1));
				}
			}
		}
	}

	@Test
	void everyChapterIsReachedFromTheReadme() throws IOException {
		String readme = Files.readString(ROOT.resolve("README.md"));
		assertThat(pages()).allSatisfy((page) -> {
			if (!page.endsWith("README.md")) {
				assertThat(readme).contains("(docs/%s)".formatted(page.getFileName()));
			}
		});
	}

	@Test
	void readmeIsReadAtOneSitting() throws IOException {
		assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(10 * 1024);
	}

	private static String property(String pom, String name) {
		Matcher matcher = Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(Pattern.quote(name))).matcher(pom);
		assertThat(matcher.find()).as(name).isTrue();
		return matcher.group(1);
	}

	/** Full names of what is API, by simple name. */
	private static Map<String, List<String>> publicTypes() {
		Map<String, List<String>> types = new LinkedHashMap<>();
		for (JavaClass type : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.daplug")) {
			if (type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass()) {
				types.computeIfAbsent(type.getSimpleName(), (name) -> new ArrayList<>()).add(type.getName());
			}
		}
		return types;
	}

	private static String sources() throws IOException {
		StringBuilder text = new StringBuilder();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/daplug/manual"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				text.append(Files.readString(file));
			}
		}
		return text.toString();
	}

	private static Map<String, String> tagged() throws IOException {
		Map<String, String> tagged = new LinkedHashMap<>();
		for (Path folder : List.of(Path.of("src/test/java/io/daplug/manual"), Path.of("src/test/resources/manual"))) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					TAGGED.matcher(Files.readString(file))
						.results()
						.forEach((part) -> tagged.put(part.group(1), normal(part.group(2))));
				}
			}
		}
		return tagged;
	}

	private static List<MatchResult> blocks() throws IOException {
		return BLOCK.matcher(manual()).results().toList();
	}

	/** The README and the chapters below {@code docs}, one after the other. */
	private static String manual() throws IOException {
		StringBuilder text = new StringBuilder();
		for (Path page : pages()) {
			text.append(Files.readString(page)).append('\n');
		}
		return text.toString();
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> chapters = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(ROOT.resolve("README.md")),
					chapters.filter((file) -> file.toString().endsWith(".md"))
						.filter((file) -> !file.endsWith("benchmarks.md"))
						.sorted())
				.toList();
		}
	}

	/** What a heading is called in a link: in lower case, with dashes for spaces. */
	private static List<String> anchors(Path page) throws IOException {
		return Files.readAllLines(page)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase().replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
			.toList();
	}

	private static String normal(String text) {
		return text.strip().replaceAll("\\s+", " ");
	}

}
