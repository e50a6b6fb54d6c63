package io.daplug.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Items that the ancestor mapped come out of our mapping as they came out of its. Only
 * what is written from scratch is looked at here; the whole corpus is run through the
 * templates elsewhere.
 */
class ConformanceMappingTests {

	private static final MappingOptions LIKE_THE_ANCESTOR = Mapping.PROJECT
		.with((options) -> options.nestedArraysWhole(true));

	private static final List<String> WRITES = List.of("insert", "overwrite", "create");

	@TestFactory
	List<DynamicTest> mapsAsRecorded() throws IOException {
		JsonNode corpus = corpus();
		assumeTrue(corpus != null, "no conformance corpus on the class path or in daplug.conformance.dir");
		return corpus.valueStream()
			.filter((each) -> !each.path("quirk").booleanValue(false))
			.map((each) -> DynamicTest.dynamicTest(each.required("name").asString(), () -> check(each)))
			.toList();
	}

	private static void check(JsonNode each) {
		SchemaRegistry registry = new MemoryResources().file("corpus.json", each.required("schema").toString())
			.load("corpus.json");
		JsonNode steps = each.required("steps");
		for (int i = 0; i < steps.size(); i++) {
			JsonNode arguments = steps.required(i).required("args");
			JsonNode recorded = each.required("expect").required("steps").required(i).path("result");
			if (WRITES.contains(steps.required(i).required("op").asString()) && recorded.isObject()
					&& arguments.path("schema").isString()) {
				ItemSchema schema = registry.get(arguments.required("schema").asString());
				assertThat(Json.tree(schema.map(Json.item(arguments.required("data")), LIKE_THE_ANCESTOR)))
					.isEqualTo(recorded);
			}
		}
	}

	private static @Nullable JsonNode corpus() throws IOException {
		String folder = System.getProperty("daplug.conformance.dir");
		if (folder != null) {
			return Json.MAPPER.readTree(Files.readString(Path.of(folder, "schema-mapping.json")));
		}
		try (InputStream input = ConformanceMappingTests.class
			.getResourceAsStream("/conformance/schema-mapping.json")) {
			return (input != null) ? Json.MAPPER.readTree(input) : null;
		}
	}

}
