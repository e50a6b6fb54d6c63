package io.daplug.conformance;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cases in which items of two types could have the same keys: one adopts the prefix of
 * the other's hash key, and nothing tells their range keys apart. The ancestor lets them
 * overwrite each other; ours stop the start.
 */
final class SharedKeys {

	/** The range key of items that have none of their own. */
	private static final String CONSTANT = "A";

	private SharedKeys() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		JsonNode adapter = candidate.adapter();
		if (!candidate.ofItems()) {
			return false;
		}
		boolean ranged = adapter.path("table").path("sort_key").isString();
		return adapter.path("items").valueStream().anyMatch((item) -> {
			String from = item.path("pk").path("prefix_from").asString("");
			JsonNode owner = adapter.path("items").path(from.replaceFirst("\\.pk$", ""));
			return from.endsWith(".pk") && !owner.path("model").equals(item.path("model"))
					&& (!ranged || overlap(item.path("sk"), owner.path("sk")));
		});
	}

	private static boolean overlap(JsonNode left, JsonNode right) {
		String one = beginning(left);
		String other = beginning(right);
		if (left.isObject() && right.isObject()) {
			return one != null && other != null && (one.startsWith(other) || other.startsWith(one));
		}
		String composed = left.isObject() ? one : other;
		return left.isObject() == right.isObject() || (composed != null && CONSTANT.startsWith(composed));
	}

	/** What a key begins with; null if a prefix is generated, which no other one has. */
	private static @Nullable String beginning(JsonNode key) {
		if (!key.path("prefix").asBoolean(true)) {
			return "";
		}
		return key.path("prefix_value").isString()
				? key.path("prefix_value").asString() + key.path("seperator").asString("#") : null;
	}

}
