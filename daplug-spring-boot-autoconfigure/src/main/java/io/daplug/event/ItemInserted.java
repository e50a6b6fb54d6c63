package io.daplug.event;

import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A new item is stored.
 *
 * @param <T> type of the item
 * @param table the logical name of the table
 * @param key the item's key, prefixes removed
 * @param newItem the item as it is
 * @param origin where the change comes from
 */
public record ItemInserted<T>(String table, ItemKey key, Item<T> newItem,
		ChangeOrigin origin) implements ItemChange<T> {

	@Override
	public @Nullable Item<T> oldItem() {
		return null;
	}

	@Override
	public ResolvableType getResolvableType() {
		return ChangeTypes.of(ItemInserted.class, this.newItem);
	}

}
