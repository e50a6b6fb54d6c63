package io.daplug.conformance;

import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Cases that merge in a way which has no name. The reference then leaves a stored list as
 * it is, or takes the way of maps for an upsert. Here maps and lists are merged in named
 * ways only (decision D15), and null is the default.
 */
final class UnknownMerge {

	private static final Set<String> LISTS = Set.of("add", "remove", "replace");

	private static final Set<String> MAPS = Set.of("upsert", "remove");

	private UnknownMerge() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		return candidate.steps().stream().filter((step) -> step.operation().equals("update")).anyMatch((step) -> {
			JsonNode arguments = step.json().path("args");
			return unknown(arguments, "update_list_operation", LISTS)
					|| unknown(arguments, "update_dict_operation", MAPS);
		});
	}

	private static boolean unknown(JsonNode arguments, String option, Set<String> known) {
		return arguments.has(option) && !known.contains(arguments.path(option).asString(""));
	}

}
