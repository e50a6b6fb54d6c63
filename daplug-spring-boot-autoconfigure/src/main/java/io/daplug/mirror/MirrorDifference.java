package io.daplug.mirror;

import io.daplug.item.ItemKey;

/**
 * A difference between a mirror's destination and what its source makes of it. It names
 * an item and holds nothing of its contents.
 *
 * @param kind what is different
 * @param key the key of the copy in the destination, without prefixes; of the item of the
 * source where no copy can be made
 */
public record MirrorDifference(Kind kind, ItemKey key) {

	/**
	 * What is different.
	 */
	public enum Kind {

		/** There is no copy, and there should be one. */
		MISSING,

		/** The copy has other attributes than it should have. */
		DIFFERENT,

		/** There is a copy of no item of the source. */
		EXTRA,

		/** No copy can be made of the item, or the copy cannot be brought back. */
		FAILED

	}

}
