package io.daplug.cache;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is known of a key: its item, or that there is none.
 *
 * @param attributes the item with all that is stored, prefixes on, which nobody may
 * change; empty if nothing is stored
 * @param missing whether readers saw no item when it was read: nothing is stored, or what
 * nobody sees
 */
public record CachedItem(Map<String, AttributeValue> attributes, boolean missing) {

	/** Nothing is stored. */
	public static final CachedItem MISSING = new CachedItem(Map.of(), true);

}
