package io.daplug.conformance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the ancestor answers and stores where it has no quirks, said once more in few
 * lines, to make expectations of cases that nobody recorded.
 */
final class ItemsAncestor {

	private final Map<List<String>, String> prefixes = new HashMap<>();

	private final Set<String> taken = new HashSet<>();

	private final Map<List<JsonNode>, ObjectNode> table = new LinkedHashMap<>();

	private final boolean ranged;

	/**
	 * Creates an ancestor.
	 * @param ranged whether its table has a range key
	 */
	ItemsAncestor(boolean ranged) {
		this.ranged = ranged;
	}

	/**
	 * Defines an item.
	 * @return its keys; null if its prefixes run out, which is a quirk
	 */
	@Nullable ObjectNode define(String model, JsonNode hash, @Nullable JsonNode range) {
		ObjectNode keys = Corpus.JSON.createObjectNode();
		for (JsonNode key : (range != null) ? List.of(hash, range) : List.of(hash)) {
			String prefix = key.has("prefix_value") ? key.path("prefix_value").asString()
					: prefix(model, key.path("attr").asString());
			if (prefix == null) {
				return null;
			}
			keys.putObject(keys.isEmpty() ? "pk" : "sk")
				.put("attr", key.path("attr").asString())
				.put("prefix", key.path("prefix").asBoolean(true))
				.put("prefix_value", prefix)
				.put("seperator", key.path("seperator").asString("#"));
		}
		return (range != null) ? keys : keys.putNull("sk");
	}

	private @Nullable String prefix(String model, String attribute) {
		String known = this.prefixes.get(List.of(model, attribute));
		if (known != null) {
			return known;
		}
		for (int length = 1; length <= attribute.length(); length++) {
			String prefix = (model.charAt(0) + attribute.substring(0, length)).toUpperCase(Locale.ROOT);
			if (this.taken.add(prefix)) {
				this.prefixes.put(List.of(model, attribute), prefix);
				return prefix;
			}
		}
		return null;
	}

	/** Puts an item of text and whole numbers, by the keys that it was defined with. */
	void put(JsonNode keys, JsonNode item) {
		ObjectNode stored = Corpus.JSON.createObjectNode();
		stored.putObject("pk").put("S", text(keys.path("pk"), item));
		if (this.ranged) {
			stored.putObject("sk").put("S", keys.path("sk").isNull() ? "A" : text(keys.path("sk"), item));
		}
		item.properties().forEach((attribute) -> {
			JsonNode value = attribute.getValue();
			stored.putObject(attribute.getKey()).put(value.isNumber() ? "N" : "S", value.asString());
		});
		this.table.put(List.of(stored.path("pk"), stored.path("sk")), stored);
	}

	private static String text(JsonNode key, JsonNode item) {
		String value = item.path(key.path("attr").asString()).asString();
		return key.path("prefix").asBoolean()
				? key.path("prefix_value").asString() + key.path("seperator").asString() + value : value;
	}

	/** The items as they are in the end. */
	ArrayNode tableAfter() {
		ArrayNode items = Corpus.JSON.createArrayNode();
		this.table.values().forEach(items::add);
		return items;
	}

}
