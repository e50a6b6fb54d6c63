package io.daplug.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives items the attributes that they lack and that their composed keys tell. Items that
 * lack none are not touched, and cost a look into the map for each of the attributes.
 */
public final class KeyParts {

	private final List<Key> keys = new ArrayList<>();

	private record Key(String attribute, KeyTemplate template) {

	}

	/**
	 * Creates what reads the keys.
	 * @param templates how keys are composed, by their names; those that are not
	 * {@linkplain KeyTemplate#reversible() reversible} tell nothing
	 */
	public KeyParts(Map<String, KeyTemplate> templates) {
		templates.forEach((attribute, template) -> {
			if (template.isReversible() && !template.isConstant()) {
				this.keys.add(new Key(attribute, template));
			}
		});
	}

	/**
	 * Returns an item with what its keys tell.
	 * @param item the item with its keys, which is not changed
	 * @return the same item if it lacks nothing, or nothing tells what it lacks
	 */
	public Map<String, AttributeValue> restored(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> restored = item;
		for (Key key : this.keys) {
			AttributeValue value = lacks(item, key.template()) ? item.get(key.attribute()) : null;
			if (value != null) {
				restored = with(restored, item, key.template().parts(value));
			}
		}
		return restored;
	}

	private static Map<String, AttributeValue> with(Map<String, AttributeValue> restored,
			Map<String, AttributeValue> item, Map<String, AttributeValue> parts) {
		if (parts.isEmpty()) {
			return restored;
		}
		Map<String, AttributeValue> more = (restored != item) ? restored : new LinkedHashMap<>(item);
		parts.forEach(more::putIfAbsent);
		return more;
	}

	private static boolean lacks(Map<String, AttributeValue> item, KeyTemplate template) {
		for (String attribute : template.attributes()) {
			if (!item.containsKey(attribute)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns what keys alone tell.
	 * @param stored the keys as they are stored
	 * @param needed the attributes that are needed
	 * @return these attributes; null if one of them is not told
	 */
	public @Nullable Map<String, AttributeValue> of(Map<String, AttributeValue> stored, Collection<String> needed) {
		Map<String, AttributeValue> parts = new LinkedHashMap<>(restored(stored));
		parts.keySet().retainAll(needed);
		return (parts.size() == needed.size()) ? parts : null;
	}

}
