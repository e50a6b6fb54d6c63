package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.autoconfigure.property.PropertyRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that editors know the properties of entries of maps, such as those of a table.
 * Spring Boot's processor writes no metadata of them, so it is written by hand into
 * {@code additional-spring-configuration-metadata.json}, and held against the records
 * here: name, type, description, default and the words that can be set.
 */
class MapMetadataTests {

	private static final Path FILE = Path.of("src", "main", "resources", "META-INF",
			"additional-spring-configuration-metadata.json");

	private final RecordMetadata records = new RecordMetadata();

	private final JsonNode metadata = read();

	@BeforeEach
	void readRecords() throws Exception {
		for (PropertyRecords feature : SpringFactoriesLoader.forDefaultResourceLocation().load(PropertyRecords.class)) {
			for (Map.Entry<String, Class<? extends Record>> bound : feature.records().entrySet()) {
				if (bound.getKey().contains("*")) {
					this.records.add(bound.getKey(), bound.getValue());
				}
				else {
					this.records.addMaps(bound.getKey(), bound.getValue());
				}
			}
		}
	}

	@Test
	void looksIntoTablesTopicsAndMirrors() {
		assertThat(this.records.properties()).containsKeys("daplug.tables.*.hash-key",
				"daplug.tables.*.indexes.*.hash-key", "daplug.tables.*.sns.topic-arn", "daplug.mirrors.*.source");
	}

	@Test
	void describesEachComponentOfARecordInAMap() {
		Map<String, JsonNode> written = byName("properties");
		this.records.properties()
			.forEach((name, expected) -> assertThat(written.get(name))
				.as("Write this below 'properties' of %s:%n%s%n", FILE, json(expected))
				.isEqualTo(JsonMapper.shared().valueToTree(expected)));
	}

	@Test
	void describesNothingElseBelowMaps() {
		assertThat(byName("properties").keySet().stream().filter((name) -> name.contains("*")))
			.containsExactlyInAnyOrderElementsOf(this.records.properties().keySet());
	}

	@Test
	void hasNoPropertyWithoutDescription() {
		assertThat(byName("properties").values())
			.filteredOn((property) -> !property.path("description").asString("").endsWith("."))
			.isEmpty();
	}

	@Test
	void offersTheWordsThatCanBeSet() {
		Map<String, JsonNode> hints = byName("hints");
		this.records.words().forEach((name, words) -> {
			List<String> offered = new ArrayList<>();
			JsonNode values = (hints.get(name) != null) ? hints.get(name).path("values")
					: JsonMapper.shared().nullNode();
			values.forEach((value) -> {
				offered.add(value.path("value").asString());
				assertThat(value.path("description").asString("")).as("%s=%s", name, value.path("value")).endsWith(".");
			});
			assertThat(offered).as("'values' of the hint '%s' in %s", name, FILE).isEqualTo(words);
		});
	}

	@Test
	void offersClassesWhereOneIsNamed() {
		assertThat(this.records.classReferences()).isNotEmpty()
			.allSatisfy((name) -> assertThat((Object) byName("hints").get(name)).as("hint of " + name)
				.isNotNull()
				.extracting((hint) -> ((JsonNode) hint).at("/providers/0/name").asString())
				.isEqualTo("class-reference"));
	}

	private static String json(Map<String, @Nullable Object> entry) {
		return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(entry);
	}

	private Map<String, JsonNode> byName(String list) {
		Map<String, JsonNode> entries = new LinkedHashMap<>();
		this.metadata.path(list).forEach((entry) -> entries.put(entry.path("name").asString(), entry));
		return entries;
	}

	private static JsonNode read() {
		try {
			return JsonMapper.shared().readTree(Files.readString(FILE));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
