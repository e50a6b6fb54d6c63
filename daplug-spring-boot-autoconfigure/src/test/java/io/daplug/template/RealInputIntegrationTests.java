package io.daplug.template;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.TableDefinition;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Real webhooks of GitHub, with GitHub's own description of them, through mapping,
 * validation, DynamoDB and back. The data is GitHub's and no part of this project: where
 * it is not there the test is skipped, unless {@code daplug.real-data.required} is set.
 */
class RealInputIntegrationTests {

	private static final Path FOLDER = Path
		.of(System.getProperty("daplug.real-data.dir", "../../shared/data/github-webhooks"));

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	@Test
	void nothingTheSchemaDescribesIsLostOrChanged() throws IOException {
		boolean present = Files.isRegularFile(FOLDER.resolve("openapi.json"));
		assertThat(present || !Boolean.getBoolean("daplug.real-data.required"))
			.as("'%s' holds no real payloads, and they are required", FOLDER)
			.isTrue();
		assumeTrue(present,
				() -> "Skipped: '%s' holds no real payloads; set -Ddaplug.real-data.dir to a folder with openapi.json and payloads.jsonl"
					.formatted(FOLDER));
		JsonNode document = JSON.readTree(Files.readString(FOLDER.resolve("openapi.json")));
		List<String> lines = Files.readAllLines(FOLDER.resolve("payloads.jsonl"));
		DaplugTemplate template = template();

		List<String> violations = new ArrayList<>();
		int number = 0;
		for (String line : lines) {
			JsonNode entry = JSON.readTree(line);
			String schema = entry.get("schema").asString();
			Map<String, Object> payload = map(entry.get("payload"));
			payload.put("delivery_id", "d-" + number++);
			if (!insert(template, schema, payload, violations)) {
				template.insert(payload, (options) -> options.schema(schema).validation(Validation.NONE));
			}
			Map<String, Object> stored = template.get(ItemKey.of(String.valueOf(payload.get("delivery_id"))))
				.orElseThrow();
			payload.remove("delivery_id");
			stored.remove("delivery_id");
			Described described = new Described(document);
			assertThat(normal(stored)).as("payload %d as %s", number, schema)
				.isEqualTo(normal(described.cut(payload, List.of(document.at("/components/schemas").get(schema)))));
		}
		assertThat(number).isGreaterThan(100);
		System.getLogger(RealInputIntegrationTests.class.getName())
			.log(System.Logger.Level.INFO, "{0} real payloads stored, {1} of them against their schema: {2}", number,
					violations.size(), violations);
	}

	private static boolean insert(DaplugTemplate template, String schema, Map<String, Object> payload,
			List<String> violations) {
		try {
			template.insert(payload, (options) -> options.schema(schema));
			return true;
		}
		catch (SchemaViolationException ex) {
			assertThat(ex.violations()).isNotEmpty();
			violations.add(schema + " " + ex.violations());
			return false;
		}
	}

	private static DaplugTemplate template() {
		String tableName = LocalDynamoDb.createTable("delivery_id", null);
		SchemaRegistry schemas = SchemaRegistry.load(List.of(FOLDER.resolve("openapi.json").toUri().toString()),
				SchemaLoading.defaults());
		return DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinition.named("deliveries").tableName(tableName).hashKey("delivery_id").build())
			.schemas(schemas)
			.build();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(JsonNode node) {
		return JSON.treeToValue(node, Map.class);
	}

	/** Numbers by value: DynamoDB gives 1.50 back as 1.5. */
	private static @Nullable Object normal(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> normal = new LinkedHashMap<>();
			map.forEach((key, entry) -> normal.put(key, normal(entry)));
			return normal;
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> normal = new ArrayList<>();
			list.forEach((element) -> normal.add(normal(element)));
			return normal;
		}
		return (value instanceof Number number) ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
	}

	/**
	 * What a schema describes of a value, defaults filled in, read from the document as
	 * it stands: slow, simple, and written without a look at how the mapping is done.
	 */
	private record Described(JsonNode document) {

		@Nullable Object cut(@Nullable Object value, List<JsonNode> schemas) {
			List<JsonNode> all = new ArrayList<>();
			schemas.forEach((schema) -> expand(schema, all));
			if (value instanceof Map<?, ?> map) {
				return cutMap(map, all);
			}
			if (value instanceof List<?> list) {
				List<JsonNode> items = all.stream()
					.filter((schema) -> schema.has("items"))
					.map((schema) -> schema.get("items"))
					.toList();
				List<@Nullable Object> cut = new ArrayList<>();
				list.forEach((element) -> cut.add(items.isEmpty() ? element : cut(element, items)));
				return cut;
			}
			return value;
		}

		private Map<?, ?> cutMap(Map<?, ?> map, List<JsonNode> schemas) {
			boolean open = schemas.stream()
				.anyMatch((
						schema) -> schema.has("additionalProperties") && !schema.get("additionalProperties").isBoolean()
								|| schema.path("additionalProperties").asBoolean(false));
			List<JsonNode> properties = schemas.stream()
				.filter((schema) -> schema.has("properties") && !schema.get("properties").isEmpty())
				.map((schema) -> schema.get("properties"))
				.toList();
			if (properties.isEmpty()) {
				return map;
			}
			Map<Object, @Nullable Object> cut = new LinkedHashMap<>();
			properties.forEach((node) -> node.propertyNames().forEach((name) -> {
				JsonNode value = described(name, properties).stream()
					.flatMap((schema) -> expanded(schema).stream())
					.filter((schema) -> schema.has("default"))
					.map((schema) -> schema.get("default"))
					.findFirst()
					.orElse(null);
				if (value != null && !map.containsKey(name)) {
					cut.put(name, JSON.treeToValue(value, Object.class));
				}
			}));
			map.forEach((name, value) -> {
				List<JsonNode> described = described(String.valueOf(name), properties);
				if (!described.isEmpty()) {
					cut.put(name, cut(value, described));
				}
				else if (open) {
					cut.put(name, value);
				}
			});
			return cut;
		}

		private static List<JsonNode> described(String name, List<JsonNode> properties) {
			return properties.stream().filter((node) -> node.has(name)).map((node) -> node.get(name)).toList();
		}

		private List<JsonNode> expanded(JsonNode schema) {
			List<JsonNode> all = new ArrayList<>();
			expand(schema, all);
			return all;
		}

		/**
		 * The schema with all that it is made of: references, members and alternatives.
		 */
		private void expand(JsonNode schema, List<JsonNode> all) {
			if (schema.has("$ref")) {
				expand(this.document.at(schema.get("$ref").asString().substring(1)), all);
			}
			all.add(schema);
			for (String keyword : List.of("allOf", "oneOf", "anyOf")) {
				schema.path(keyword).forEach((member) -> expand(member, all));
			}
		}

	}

}
