package io.daplug.conformance;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Tells the cases that give a key value which carries its prefix already. The reference
 * takes it for the same key, or does not, from place to place; here adding a prefix is a
 * bijection (decision D10), so the value is one like any other and gets the prefix once
 * more. The corpus marks most such cases as quirks with that decision; where it does not,
 * the decision holds all the same, and the case is counted among the quirks, visibly.
 */
final class AlreadyPrefixed {

	private AlreadyPrefixed() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		return candidate.steps().stream().anyMatch((step) -> {
			JsonNode arguments = step.json().path("args");
			Map<String, String> prefixes = new HashMap<>();
			add(prefixes, "hash", candidate, arguments);
			add(prefixes, "range", candidate, arguments);
			return carriesPrefix(arguments.path("data"), prefixes)
					|| carriesPrefix(arguments.path("query").path("Key"), prefixes)
					|| carriesPrefix(arguments.path("query").path("ExclusiveStartKey"), prefixes);
		});
	}

	private static void add(Map<String, String> prefixes, String key, ConformanceCase candidate, JsonNode arguments) {
		String attribute = text(key + "_key", candidate, arguments);
		String prefix = text(key + "_prefix", candidate, arguments);
		if (!attribute.isEmpty() && !prefix.isEmpty()) {
			prefixes.put(attribute, prefix);
		}
	}

	/** What the call says, else what the adapter says. */
	private static String text(String option, ConformanceCase candidate, JsonNode arguments) {
		return arguments.hasNonNull(option) ? arguments.path(option).asString("")
				: candidate.adapter().path(option).asString("");
	}

	private static boolean carriesPrefix(JsonNode data, Map<String, String> prefixes) {
		if (data.isArray()) {
			return data.values().stream().anyMatch((element) -> carriesPrefix(element, prefixes));
		}
		return prefixes.entrySet()
			.stream()
			.anyMatch((prefix) -> data.path(prefix.getKey()).asString("").startsWith(prefix.getValue()));
	}

}
