package io.daplug.cache;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is known of a key: its item, or that there is none.
 *
 * @param attributes the item with all that is stored, prefixes on, which nobody may
 * change; empty if there is no item that anybody sees
 */
public record CachedItem(Map<String, AttributeValue> attributes) {

	/** There is no item. */
	public static final CachedItem MISSING = new CachedItem(Map.of());

	/**
	 * Says whether there is no item.
	 * @return whether there is none
	 */
	public boolean isMissing() {
		return this.attributes.isEmpty();
	}

}
