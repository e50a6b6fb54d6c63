package io.daplug.merge;

/**
 * What becomes of attributes, at the top and in nested maps, that the patch names.
 */
public enum MapMerge {

	/**
	 * The patch's values are written over the stored ones, nested maps key by key.
	 */
	UPSERT,

	/**
	 * What the patch names is removed: a nested map in the patch goes down to the keys it
	 * names, any other value removes the attribute whatever the value is. Lists that both
	 * sides have are merged by the list strategy.
	 */
	REMOVE

}
