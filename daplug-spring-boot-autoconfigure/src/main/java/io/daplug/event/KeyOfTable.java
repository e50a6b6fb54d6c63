package io.daplug.event;

import io.daplug.item.ItemKey;

/**
 * A key of one table: the same key of another table is another item.
 *
 * @param table the logical name of the table
 * @param key the key
 */
public record KeyOfTable(String table, ItemKey key) {

	/**
	 * Returns the key of a change's item.
	 * @param change the change
	 * @return the key
	 */
	public static KeyOfTable of(ItemChange<?> change) {
		return new KeyOfTable(change.table(), change.key());
	}

}
