package io.daplug.conformance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cases in which DynamoDB refuses a batch of the reference, as several of its entries
 * have one key. Here the last of them wins, unless the call says otherwise (decision
 * D21).
 */
final class DuplicateEntries {

	private DuplicateEntries() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		JsonNode table = candidate.table();
		return table != null && candidate.steps()
			.stream()
			.filter((step) -> step.operation().startsWith("batch_") && step.expectsError("dynamodb-error"))
			.anyMatch((step) -> candidate.ofTableManager() ? hasDuplicates(step.arguments(), candidate)
					: hasDuplicates(step.json().path("args").path("data"), table));
	}

	private static boolean hasDuplicates(Arguments arguments, ConformanceCase candidate) {
		TableManager manager = new TableManager(new Arguments(candidate.adapter()), "none", LocalDynamoDb.client(),
				Clock.systemUTC());
		Set<ItemKey> keys = new HashSet<>();
		return manager.recordsOf(arguments).stream().anyMatch((record) -> !keys.add(manager.key(record)));
	}

	private static boolean hasDuplicates(JsonNode data, JsonNode table) {
		Set<List<@Nullable Object>> keys = new HashSet<>();
		for (JsonNode entry : data) {
			List<@Nullable Object> key = new ArrayList<>();
			for (String kind : List.of("hash", "range")) {
				String attribute = table.path(kind).path("name").asString("");
				key.add(CorpusValues.normal(CorpusValues.plain(entry.path(attribute))));
			}
			if (!keys.add(key)) {
				return true;
			}
		}
		return false;
	}

}
