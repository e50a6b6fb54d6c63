package io.daplug.event;

import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A stored item has other attributes now.
 *
 * @param <T> type of the item
 * @param table the logical name of the table
 * @param key the item's key, prefixes removed
 * @param oldItem the item as it was; null if the source does not know
 * @param newItem the item as it is
 * @param origin where the change comes from
 */
public record ItemModified<T>(String table, ItemKey key, @Nullable Item<T> oldItem, Item<T> newItem,
		ChangeOrigin origin) implements ItemChange<T> {

	@Override
	public ResolvableType getResolvableType() {
		return ChangeTypes.of(ItemModified.class, this.newItem);
	}

}
