package io.daplug.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.networknt.schema.Error;
import io.daplug.text.JsonPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Schemas and payloads of a real API. They are not part of this project:
 * {@code -Ddaplug.real-data.dir} says where they are.
 */
class RealInputTests {

	private static final Path FOLDER = Path
		.of(System.getProperty("daplug.real-data.dir", "../../shared/data/github-webhooks"));

	private static final Path DOCUMENT = FOLDER.resolve("openapi.json");

	private record Payload(ItemSchema schema, JsonNode json) {

	}

	private static final List<Payload> PAYLOADS = new ArrayList<>();

	@BeforeAll
	static void read() throws IOException {
		assumeTrue(Files.isReadable(DOCUMENT), () -> "no real data in " + FOLDER.toAbsolutePath().normalize());
		SchemaRegistry registry = SchemaRegistry.load(List.of(DOCUMENT.toString()), SchemaLoading.defaults());
		for (String line : Files.readAllLines(FOLDER.resolve("payloads.jsonl"))) {
			JsonNode each = Json.MAPPER.readTree(line);
			PAYLOADS.add(new Payload(registry.get(each.required("schema").asString()), each.required("payload")));
		}
		assertThat(PAYLOADS).isNotEmpty();
	}

	@Test
	void isJudgedAsAnotherValidatorDoes() throws IOException {
		Oracle oracle = new Oracle("openapi.json", Files.readString(DOCUMENT));
		List<String> differences = new ArrayList<>();
		Mutations mutations = new Mutations(7);
		for (Payload payload : PAYLOADS) {
			compare(payload.schema(), payload.json(), oracle, differences);
			for (int i = 0; i < 2; i++) {
				compare(payload.schema(), mutations.mutate(payload.json()), oracle, differences);
			}
		}
		assertThat(differences.stream().limit(3)).isEmpty();
	}

	private static void compare(ItemSchema schema, JsonNode json, Oracle oracle, List<String> differences) {
		String text = json.toString();
		List<SchemaViolation> ours = Mapping.list(schema, Mapping.STRICT, json);
		List<Error> theirs = oracle.violations(schema.name(), Json.tree(schema.map(Json.item(json), Mapping.PROJECT)));
		if (ours.isEmpty() != theirs.isEmpty()) {
			differences.add(schema.name() + " ours " + ours + " theirs " + theirs + " " + text);
		}
	}

	@Test
	void losesNothingThatTheSchemaDescribes() {
		for (Payload payload : PAYLOADS) {
			JsonNode mapped = Json.tree(payload.schema().map(Json.item(payload.json()), Mapping.PROJECT));
			assertThat(lost("", payload.json(), mapped)).as(payload.schema().name())
				.noneMatch((pointer) -> payload.schema().describes(pointer.substring(1)));
			JsonNode again = Json.tree(payload.schema().map(Json.item(mapped), Mapping.PROJECT));
			assertThat(again).isEqualTo(mapped);
		}
	}

	/**
	 * What is not the same in a mapped document. Values that differ fail at once: mapping
	 * may drop, but not change.
	 */
	private static List<String> lost(String pointer, JsonNode before, JsonNode after) {
		List<String> lost = new ArrayList<>();
		if (before.isObject()) {
			before.properties().forEach((property) -> {
				String place = JsonPointer.child(pointer, property.getKey());
				if (after.has(property.getKey())) {
					lost.addAll(lost(place, property.getValue(), after.required(property.getKey())));
				}
				else {
					lost.add(place);
				}
			});
		}
		else if (before.isArray()) {
			assertThat(after).hasSize(before.size());
			for (int i = 0; i < before.size(); i++) {
				lost.addAll(lost(JsonPointer.child(pointer, i), before.required(i), after.required(i)));
			}
		}
		else {
			assertThat(after).as(pointer).isEqualTo(before);
		}
		return lost;
	}

}
