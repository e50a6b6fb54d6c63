package io.daplug.template.context;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * The type in which an item is given back to whoever gave it.
 */
public final class ItemTypes {

	private ItemTypes() {
	}

	public static Class<?> of(Object item) {
		if (item instanceof Map<?, ?>) {
			return Map.class;
		}
		return (item instanceof JsonNode) ? JsonNode.class : item.getClass();
	}

}
