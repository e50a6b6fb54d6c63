package io.daplug.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cases of a folder: every JSON file in it is a list of cases. Numbers are read
 * exactly.
 */
record Corpus(Path folder, List<ConformanceCase> cases) {

	static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/** The folder of the test resources that holds the corpus. */
	static Path folderOfTheProject() {
		URL corpus = Corpus.class.getResource("/conformance");
		if (corpus == null) {
			throw new IllegalStateException("The test resources have no corpus");
		}
		try {
			return Path.of(corpus.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Corpus read(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			List<ConformanceCase> cases = new ArrayList<>();
			for (Path file : files.filter((path) -> path.toString().endsWith(".json")).sorted().toList()) {
				JsonNode list = JSON.readTree(Files.readString(file));
				if (!list.isArray()) {
					throw new IllegalStateException("'%s' is no list of cases".formatted(file));
				}
				list.forEach((json) -> cases.add(new ConformanceCase(json)));
			}
			return new Corpus(folder, List.copyOf(cases));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The cases of these areas that were recorded with this reference. */
	List<ConformanceCase> cases(String reference, Collection<String> areas) {
		return this.cases.stream()
			.filter((candidate) -> candidate.reference().equals(reference) && areas.contains(candidate.area()))
			.toList();
	}

}
