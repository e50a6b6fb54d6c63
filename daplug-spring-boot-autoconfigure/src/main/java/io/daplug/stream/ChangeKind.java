package io.daplug.stream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;

/**
 * The three ways in which a stored item changes, whatever call caused it.
 */
public enum ChangeKind {

	/** A new item is stored. */
	INSERT,

	/** A stored item has other attributes. */
	MODIFY,

	/** A stored item is gone. */
	REMOVE;

	/**
	 * Returns the kind of a change.
	 * @param change the change
	 * @return its kind
	 */
	public static ChangeKind of(ItemChange<?> change) {
		if (change instanceof ItemInserted<?>) {
			return INSERT;
		}
		return (change instanceof ItemModified<?>) ? MODIFY : REMOVE;
	}

}
