package io.daplug.template.clear;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Removes the items of some keys. Used by several threads.
 */
interface KeyRemoval {

	/** How many keys it takes at once. */
	int keysAtOnce();

	/**
	 * Removes items, each until it is known what became of it, or until the clear ends.
	 * @param keys the keys as they are stored
	 * @param counts counts what became of each
	 */
	void remove(List<Map<String, AttributeValue>> keys, ClearCounts counts);

}
