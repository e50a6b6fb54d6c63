package io.daplug.merge;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lays an update's patch over the stored item. Neither map is changed. The template calls
 * it with prefixes off and refuses a result whose keys differ from the stored ones, so a
 * strategy need not know what a key is.
 */
@FunctionalInterface
public interface MergeStrategy {

	/**
	 * Returns the stored item with the patch laid over it.
	 * @param stored the item as it is stored
	 * @param patch what the caller wants changed
	 * @return the item to write, a new map that the caller may change
	 */
	Map<String, AttributeValue> merge(Map<String, AttributeValue> stored, Map<String, AttributeValue> patch);

	/**
	 * Returns the default strategy: maps are merged key by key, lists get what they lack,
	 * everything else (scalars, sets, values of different types) is replaced.
	 * @return the strategy {@link ListMerge#ADD} with {@link MapMerge#UPSERT}
	 */
	static MergeStrategy deep() {
		return DeepMerge.DEFAULT;
	}

	/**
	 * Returns a deep merge with these rules.
	 * @param lists what becomes of lists that both sides have
	 * @param maps what becomes of the attributes that the patch names
	 * @return the strategy
	 */
	static MergeStrategy deep(ListMerge lists, MapMerge maps) {
		return new DeepMerge(lists, maps);
	}

	/**
	 * Returns the strategy of JSON Merge Patch (RFC 7396): a null in the patch removes,
	 * at the top and in nested objects; objects are merged member by member; all else,
	 * lists and sets too, takes the place of what is stored. Removing what is not stored
	 * does nothing. A null inside a list is an element, and stays one.
	 * <p>
	 * The patch is a map or a {@code JsonNode}. A record cannot tell null from absent, so
	 * it removes nothing. Keys and the idempotence key are never removed.
	 * @return the strategy
	 */
	static MergeStrategy jsonMergePatch() {
		return JsonMergePatch.INSTANCE;
	}

}
