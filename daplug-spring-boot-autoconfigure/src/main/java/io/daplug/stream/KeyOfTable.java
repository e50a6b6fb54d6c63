package io.daplug.stream;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;

/**
 * A key of one table: the same key of another table is another item.
 *
 * @param table the logical name of the table
 * @param key the key
 */
record KeyOfTable(String table, ItemKey key) {

	static KeyOfTable of(ItemChange<?> change) {
		return new KeyOfTable(change.table(), change.key());
	}

}
