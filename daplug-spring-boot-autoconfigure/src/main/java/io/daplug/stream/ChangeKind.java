package io.daplug.stream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;

/**
 * The three ways in which a stored item changes, whichever call caused the change.
 */
public enum ChangeKind {

	/** A new item is stored. */
	INSERT,

	/** The attributes of a stored item have changed. */
	MODIFY,

	/** A stored item was removed. */
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
