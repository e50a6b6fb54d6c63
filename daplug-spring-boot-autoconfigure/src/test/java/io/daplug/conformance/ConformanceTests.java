package io.daplug.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Runs the conformance corpus, or with {@code -Ddaplug.conformance.dir} the cases of
 * another folder. A case that is marked as a quirk of the reference is run and counted,
 * and fails nothing.
 */
class ConformanceTests {

	private static final String FOLDER = "daplug.conformance.dir";

	static final String REFERENCE = "daplug";

	static final List<String> AREAS = List.of("schema-mapping", "merge", "prefix", "idempotence", "insert-overwrite",
			"update-delete", "read-query-scan", "batch", "sns");

	static final List<String> MANAGER_AREAS = List.of("table-admin", "upsert", "batch", "read-query-scan");

	static final List<String> ITEM_AREAS = List.of("items-keys");

	/** How we differ from each quirk of the reference, for whoever wants to know. */
	private static final Path DIFFERENT_QUIRKS = Path.of("target", "conformance", "different-quirks.txt");

	private static final Tally TALLY = new Tally(Stream
		.of(AREAS.stream(), Stream.of(ConformanceCase.STREAM),
				MANAGER_AREAS.stream().map(ConformanceCase::managerGroup), ITEM_AREAS.stream())
		.flatMap((groups) -> groups)
		.toList());

	@TestFactory
	Stream<DynamicTest> answersAndStoresWhatTheReferenceDoes() {
		return tests(REFERENCE, AREAS);
	}

	@TestFactory
	Stream<DynamicTest> handlesEventsAsTheReferenceDoes() {
		return tests(ConformanceCase.STREAM, List.of(ConformanceCase.STREAM));
	}

	@TestFactory
	Stream<DynamicTest> managesTablesAsTheReferenceDoes() {
		return tests(ConformanceCase.TABLE_MANAGER, MANAGER_AREAS);
	}

	@TestFactory
	Stream<DynamicTest> keepsTypedItemsAsTheReferenceDoes() {
		return tests(ConformanceCase.ITEMS, ITEM_AREAS);
	}

	private static Stream<DynamicTest> tests(String reference, List<String> areas) {
		Corpus corpus = Corpus.read(folder());
		List<ConformanceCase> cases = corpus.cases(reference, areas);
		// Another folder may have cases of some references only.
		assertThat((System.getProperty(FOLDER) != null) ? corpus.cases() : cases)
			.as("Cases of '%s' in the areas %s, among %d cases in %s", reference, areas, corpus.cases().size(),
					corpus.folder())
			.isNotEmpty();
		return cases.stream()
			.map((candidate) -> DynamicTest.dynamicTest(candidate.group() + ": " + candidate.name(),
					() -> run(candidate)));
	}

	/** The report is what this test is for, so it goes where people look. */
	@AfterAll
	static void report() throws IOException {
		TALLY.lines().forEach(System.out::println);
		Files.createDirectories(DIFFERENT_QUIRKS.getParent());
		Files.write(DIFFERENT_QUIRKS, TALLY.differentQuirks());
	}

	private static void run(ConformanceCase candidate) {
		Verdict verdict = Verdict.of(candidate);
		TALLY.add(candidate, verdict);
		if (verdict.kind() == Verdict.Kind.FAILED) {
			fail("%s, %s:%n%s".formatted(candidate.group(), candidate.name(),
					String.join(System.lineSeparator(), verdict.details())), verdict.cause());
		}
	}

	/**
	 * Maven runs tests in the module's folder, and people name a folder from the
	 * project's.
	 */
	private static Path folder() {
		String configured = System.getProperty(FOLDER);
		if (configured == null) {
			return Corpus.folderOfTheProject();
		}
		Path folder = Path.of(configured);
		return Files.isDirectory(folder) ? folder : Path.of("..").resolve(folder);
	}

}
