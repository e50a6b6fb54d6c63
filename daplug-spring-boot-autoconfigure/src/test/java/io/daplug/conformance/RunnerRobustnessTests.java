package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.conformance.Verdict.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs cases of the corpus that were changed by rules, as cases that nobody has seen yet
 * may be like them: the runner brings each to an end, and the rule says to which.
 */
class RunnerRobustnessTests {

	/** Every so manieth case is changed: enough to meet each operation in each area. */
	private static final int STRIDE = 8;

	private static final List<String> OPERATIONS = List.of("insert", "overwrite", "create", "update", "delete", "get",
			"query", "scan", "read", "batch_insert", "batch_delete");

	/** All that the ancestor's methods read. */
	private static final List<String> ARGUMENTS = List.of("data", "query", "schema", "operation", "hash_key",
			"hash_prefix", "range_key", "range_prefix", "update_list_operation", "update_dict_operation", "batch_size",
			"raw_query", "raw_scan", "publish", "publish_data", "sns_attributes", "fifo_group_id",
			"fifo_duplication_id");

	private static final List<String> MEMBERS = List.of("Key", "KeyConditionExpression", "FilterExpression",
			"ProjectionExpression", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues",
			"IndexName", "ConsistentRead", "ScanIndexForward", "Limit", "ExclusiveStartKey", "Select", "ReturnValues");

	private static final List<String> ADAPTER = List.of("hash_key", "hash_prefix", "range_key", "range_prefix",
			"idempotence_key", "raise_idempotence_error", "idempotence_use_latest", "sns_arn", "sns_attributes",
			"no_schema_file");

	/**
	 * Values that hardly anything expects, and some that something does. Arguments take
	 * turns with them.
	 */
	private static final List<JsonNode> VALUES = Corpus.JSON
		.readTree("[null, true, 0, -1.5, 1E400, \"\", \"x = :x AND (\", \"get\", [], [null, 1], {}, {\"a\": null}]")
		.values()
		.stream()
		.toList();

	private static final Map<ConformanceCase, Kind> SAMPLE = new LinkedHashMap<>();

	@BeforeAll
	static void sample() {
		List<ConformanceCase> cases = cases();
		IntStream.range(0, cases.size())
			.filter((place) -> place % STRIDE == 0)
			.mapToObj(cases::get)
			.forEach((each) -> SAMPLE.put(each, Verdict.of(each).kind()));
	}

	@Test
	void whatTheAncestorIgnoresChangesNothing() {
		assertUnchanged((arguments) -> arguments.put("identifier", "id")
			.put("Segment", 1)
			.put("consistency", "eventual")
			.putNull("author"), (adapter) -> adapter.put("engine", "dynamodb").putNull("endpoint"));
	}

	@Test
	void nullOptionsChangeNothing() {
		List<String> meaningful = List.of("data", "query", "publish_data", "update_list_operation");
		assertUnchanged(
				(arguments) -> ARGUMENTS.stream()
					.filter((name) -> !meaningful.contains(name) && !arguments.has(name))
					.forEach(arguments::putNull),
				(adapter) -> ADAPTER.stream().filter((name) -> !adapter.has(name)).forEach(adapter::putNull));
	}

	@Test
	void requestsWithUnknownMembersCannotBeSaid() {
		SAMPLE.forEach((original, kind) -> {
			ObjectNode json = copy(original);
			boolean changed = false;
			for (JsonNode step : json.path("steps")) {
				if (step.path("args").path("query") instanceof ObjectNode query && !query.has("key")) {
					query.put("AddedLater", "x");
					changed = true;
				}
			}
			if (changed) {
				assertThat(Verdict.of(new ConformanceCase(json)).kind()).as("%s", original)
					.isEqualTo(Kind.NOT_EXPRESSIBLE);
			}
		});
	}

	@Test
	void noArgumentBringsTheRunnerDown() {
		List<String> fallen = new ArrayList<>();
		int place = 0;
		for (String operation : OPERATIONS) {
			for (String argument : ARGUMENTS) {
				run(call(operation, argument, VALUES.get(place++ % VALUES.size())), fallen);
				run(call(operation, argument, VALUES.get(place++ % VALUES.size())), fallen);
			}
			for (String member : MEMBERS) {
				JsonNode value = VALUES.get(place++ % VALUES.size());
				run(call(operation, "query", Corpus.JSON.createObjectNode().set(member, value)), fallen);
			}
		}
		assertThat(fallen).isEmpty();
	}

	@Test
	void noOptionBringsTheRunnerDown() {
		List<String> fallen = new ArrayList<>();
		for (JsonNode value : VALUES) {
			for (String option : ADAPTER) {
				ObjectNode json = call("get", "query", Corpus.JSON.readTree("{\"Key\": {\"id\": \"a\"}}"));
				json.putObject("adapter").set(option, value);
				run(json, fallen);
			}
		}
		assertThat(fallen).isEmpty();
	}

	@Test
	void noEventBringsTheRunnerDown() {
		List<String> fallen = new ArrayList<>();
		ConformanceCase original = corpus().cases(ConformanceCase.STREAM, List.of(ConformanceCase.STREAM)).get(0);
		for (String part : List.of("Records", "Records/0", "Records/0/eventName", "Records/0/dynamodb",
				"Records/0/dynamodb/Keys", "Records/0/dynamodb/NewImage", "Records/0/dynamodb/SequenceNumber")) {
			for (JsonNode value : VALUES) {
				ObjectNode json = copy(original);
				replace(json.path("steps").path(0).path("args").path("event"), part.split("/"), value);
				run(json, fallen);
			}
		}
		assertThat(fallen).isEmpty();
	}

	private static void assertUnchanged(Consumer<ObjectNode> arguments, Consumer<ObjectNode> adapter) {
		SAMPLE.forEach((original, kind) -> {
			if (!original.ofStream()) {
				ObjectNode json = copy(original);
				json.path("steps").forEach((step) -> arguments.accept(((ObjectNode) step).withObject("args")));
				adapter.accept(json.withObject("adapter"));
				Verdict verdict = Verdict.of(new ConformanceCase(json));
				assertThat(verdict.kind()).as("%s: %s", original, verdict.details()).isEqualTo(kind);
			}
		});
	}

	private static ObjectNode copy(ConformanceCase original) {
		return (ObjectNode) original.json().deepCopy();
	}

	/** A call on a table that is not there, so that what is sent is refused. */
	private static ObjectNode call(String operation, String argument, JsonNode value) {
		ObjectNode json = Corpus.JSON.createObjectNode();
		json.put("name", "%s with %s = %s".formatted(operation, argument, value));
		json.putObject("adapter").put("hash_key", "id");
		json.putArray("steps").addObject().put("op", operation).putObject("args").set(argument, value);
		return json;
	}

	private static void run(ObjectNode json, List<String> fallen) {
		Verdict verdict = Verdict.of(new ConformanceCase(json));
		if (verdict.cause() != null) {
			fallen.add("%s: %s".formatted(json, verdict.cause()));
		}
	}

	private static void replace(JsonNode json, String[] path, JsonNode value) {
		JsonNode parent = json;
		for (int place = 0; place < path.length - 1; place++) {
			parent = parent.isArray() ? parent.path(Integer.parseInt(path[place])) : parent.path(path[place]);
		}
		String last = path[path.length - 1];
		if (parent instanceof ObjectNode object) {
			object.set(last, value);
		}
		else {
			((ArrayNode) parent).set(Integer.parseInt(last), value);
		}
	}

	private static List<ConformanceCase> cases() {
		List<ConformanceCase> cases = new ArrayList<>(
				corpus().cases(ConformanceTests.REFERENCE, ConformanceTests.AREAS));
		cases.addAll(corpus().cases(ConformanceCase.STREAM, List.of(ConformanceCase.STREAM)));
		return cases;
	}

	private static Corpus corpus() {
		return Corpus.read(Corpus.folderOfTheProject());
	}

}
