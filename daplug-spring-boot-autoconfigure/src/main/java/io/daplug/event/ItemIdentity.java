package io.daplug.event;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Tells a stored item from all others: items that differ in their prefixes alone are
 * different items. Changes of one item have one identity.
 *
 * @param table the logical name of the table
 * @param storedKey the item's key as it is stored, prefixes included
 * @param tenant the tenant whose item it is; null if it is no tenant's
 */
public record ItemIdentity(String table, ItemKey storedKey, @Nullable String tenant) {

	/**
	 * Creates an identity.
	 * @param table the logical name of the table
	 * @param storedKey the item's key as it is stored, prefixes included
	 * @param tenant the tenant whose item it is; null if it is no tenant's
	 */
	public ItemIdentity {
		Assert.notNull(table, "'table' must not be null");
		Assert.notNull(storedKey, "'storedKey' must not be null");
	}

	/** The stored key begins with the tenant: it alone tells items apart. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ItemIdentity identity && this.table.equals(identity.table)
				&& this.storedKey.equals(identity.storedKey);
	}

	@Override
	public int hashCode() {
		return 31 * this.table.hashCode() + this.storedKey.hashCode();
	}

	/**
	 * Creates the identity of an item that is no tenant's.
	 * @param table the logical name of the table
	 * @param storedKey the item's key as it is stored, prefixes included
	 */
	public ItemIdentity(String table, ItemKey storedKey) {
		this(table, storedKey, null);
	}

}
