package io.daplug.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no property goes without a description: neither in the metadata that editors
 * show, nor in the manual, which has those inside the map of tables too.
 */
class MetadataTests {

	private static final Path PROPERTIES = Path.of("..", "docs", "properties.md");

	@Test
	void describesEveryProperty() throws IOException {
		List<JsonNode> properties = properties();
		assertThat(properties).hasSizeGreaterThanOrEqualTo(8)
			.allSatisfy((property) -> assertThat(property.path("description").asString(""))
				.as(property.path("name").asString())
				.endsWith("."));
	}

	@Test
	void knowsTheSwitches() throws IOException {
		assertThat(names()).contains("daplug.enabled", "daplug.local.enabled");
	}

	@Test
	void everyPropertyIsInTheReadme() throws IOException {
		assertThat(documented()).containsAll(names());
	}

	@Test
	void everyPropertyOfATableOrMirrorIsInTheReadme() throws Exception {
		assertThat(documented()).containsAll(belowMaps());
	}

	@Test
	void theReadmeKnowsNoOtherProperty() throws Exception {
		List<String> known = new ArrayList<>(names());
		known.addAll(belowMaps());
		// A map may have a row of its own.
		belowMaps().stream()
			.filter((name) -> name.contains(".*."))
			.forEach((name) -> known.add(name.substring(0, name.lastIndexOf(".*."))));
		assertThat(known).containsAll(documented());
	}

	/** All properties below tables, mirrors and types of items. */
	private static Set<String> belowMaps() throws Exception {
		RecordMetadata records = new RecordMetadata();
		records.add("daplug.tables.*", DaplugProperties.Table.class);
		records.add("daplug.tables.*.sns", bound("sns.TopicProperties"));
		records.add("daplug.mirrors.*", bound("mirror.DaplugMirrorsProperties$Mirror"));
		records.add("daplug.single-tables.*", bound("singletable.DaplugSingleTablesProperties$SingleTable"));
		return records.properties().keySet();
	}

	/** A record of another package, of which only its feature knows. */
	private static Class<? extends Record> bound(String name) throws ClassNotFoundException {
		return Class.forName(MetadataTests.class.getPackageName() + "." + name).asSubclass(Record.class);
	}

	/** First cells of the manual's table of properties. */
	private static List<String> documented() throws IOException {
		return Files.readAllLines(PROPERTIES)
			.stream()
			.filter((line) -> line.startsWith("| `daplug.") || line.startsWith("| `management."))
			.map((line) -> line.substring(3, line.indexOf('`', 3)))
			.toList();
	}

	private static List<String> names() throws IOException {
		return properties().stream().map((property) -> property.path("name").asString()).toList();
	}

	/** Those of this module: other libraries on the class path have such files too. */
	private static List<JsonNode> properties() throws IOException {
		List<JsonNode> properties = new ArrayList<>();
		for (URL url : Collections
			.list(MetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			if (url.getProtocol().equals("file")) {
				try (InputStream in = url.openStream()) {
					JsonMapper.shared().readTree(in).path("properties").forEach(properties::add);
				}
			}
		}
		return properties;
	}

}
