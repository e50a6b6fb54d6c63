package io.daplug.conformance;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Cases in which a property of the schema that nobody ever set is stored as null. The
 * corpus marks them as quirks, but not all: a property that the data lacks stays absent
 * (D2).
 */
final class NeverSet {

	private NeverSet() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		return candidate.steps().stream().anyMatch((step) -> {
			JsonNode arguments = step.json().path("args");
			JsonNode data = arguments.path("data");
			return arguments.path("schema").isString() && data.isObject() && step.expected()
				.path("result")
				.properties()
				.stream()
				.filter((property) -> property.getValue().isNull())
				.map(Map.Entry::getKey)
				.anyMatch((name) -> !data.has(name) && candidate.given().stream().noneMatch((item) -> item.has(name)));
		});
	}

}
