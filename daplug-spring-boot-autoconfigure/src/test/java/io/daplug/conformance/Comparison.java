package io.daplug.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.fixture.SnsStub;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds what we did against what the reference did. A difference is told as text; null is
 * none.
 */
final class Comparison {

	private Comparison() {
	}

	/** Compares what a step came to. */
	static @Nullable String ofStep(Step step, Outcome actual) {
		JsonNode expected = step.expected();
		if (expected.has("error")) {
			ErrorKind kind = ErrorKind.expected(expected.path("error"));
			if (actual instanceof Outcome.Failed failed && failed.kinds().contains(kind)) {
				return null;
			}
			return difference(step.operation(), "the error " + kind, actual);
		}
		if (!(actual instanceof Outcome.Returned returned)) {
			return difference(step.operation(), expected.path("result"), actual);
		}
		Object wanted = CorpusValues.plain(expected.path("result"));
		Object got = returned.result();
		if (step.counted()) {
			got = Map.of("count", (got instanceof List<?> list) ? list.size() : -1);
		}
		return same(wanted, got, step.unordered()) ? null : difference(step.operation(), wanted, got);
	}

	/** Compares what is left in the table. */
	static @Nullable String ofTable(JsonNode expected, List<? extends Map<String, ?>> actual) {
		List<Object> wanted = new ArrayList<>();
		expected.forEach((item) -> wanted.add(CorpusValues.storedItem(item)));
		return same(wanted, actual, true) ? null : difference("table afterwards", wanted, actual);
	}

	/**
	 * Compares what was handed to SNS. Attributes whose names begin with {@code daplug.}
	 * are ours alone.
	 */
	static @Nullable String ofMessages(JsonNode expected, List<SnsStub.Published> actual) {
		List<Object> wanted = new ArrayList<>();
		expected.forEach((message) -> {
			Map<String, @Nullable Object> fields = new LinkedHashMap<>();
			for (String field : List.of("topic", "message", "attributes", "groupId", "deduplicationId")) {
				fields.put(field, CorpusValues.plain(message.path(field)));
			}
			wanted.add(fields);
		});
		List<Object> got = new ArrayList<>();
		for (SnsStub.Published message : actual) {
			Map<String, @Nullable Object> fields = new LinkedHashMap<>();
			fields.put("topic", message.topicArn());
			fields.put("message", CorpusValues.plain(Corpus.JSON.readTree(message.message())));
			fields.put("attributes", attributes(message));
			fields.put("groupId", message.group());
			fields.put("deduplicationId", message.deduplication());
			got.add(fields);
		}
		return same(wanted, got, false) ? null : difference("messages", wanted, got);
	}

	private static Map<String, Object> attributes(SnsStub.Published message) {
		Map<String, Object> attributes = new LinkedHashMap<>();
		message.attributes().forEach((name, attribute) -> {
			if (!name.startsWith("daplug.")) {
				attributes.put(name, Map.of("DataType", attribute.type(), "StringValue", attribute.value()));
			}
		});
		return attributes;
	}

	private static boolean same(@Nullable Object wanted, @Nullable Object got, boolean unordered) {
		Object left = CorpusValues.normal(wanted);
		Object right = CorpusValues.normal(got);
		return unordered ? Objects.equals(withoutOrder(left), withoutOrder(right)) : Objects.equals(left, right);
	}

	/** A list, or the items of a response, as how often each element occurs. */
	private static @Nullable Object withoutOrder(@Nullable Object value) {
		if (value instanceof List<?> list) {
			Map<@Nullable Object, Integer> occurrences = new HashMap<>();
			list.forEach((element) -> occurrences.merge(element, 1, Integer::sum));
			return occurrences;
		}
		if (value instanceof Map<?, ?> response && response.containsKey("Items")) {
			Map<Object, @Nullable Object> sorted = new LinkedHashMap<>(response);
			sorted.put("Items", withoutOrder(response.get("Items")));
			return sorted;
		}
		return value;
	}

	private static String difference(String what, @Nullable Object expected, @Nullable Object actual) {
		return "%s%n  expected: %s%n  actual:   %s".formatted(what, expected, actual);
	}

}
