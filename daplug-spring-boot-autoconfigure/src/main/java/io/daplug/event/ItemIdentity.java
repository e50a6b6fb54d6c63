package io.daplug.event;

import io.daplug.item.ItemKey;

import org.springframework.util.Assert;

/**
 * Tells a stored item from all others: items that differ in their prefixes alone are
 * different items. Changes of one item have one identity.
 *
 * @param table the logical name of the table
 * @param storedKey the item's key as it is stored, prefixes included
 */
public record ItemIdentity(String table, ItemKey storedKey) {

	/**
	 * Creates an identity.
	 * @param table the logical name of the table
	 * @param storedKey the item's key as it is stored, prefixes included
	 */
	public ItemIdentity {
		Assert.notNull(table, "'table' must not be null");
		Assert.notNull(storedKey, "'storedKey' must not be null");
	}

}
