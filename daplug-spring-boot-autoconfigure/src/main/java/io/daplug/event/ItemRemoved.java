package io.daplug.event;

import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * A stored item is gone.
 *
 * @param <T> type of the item
 * @param table the logical name of the table
 * @param key the item's key, prefixes removed
 * @param oldItem the item as it was; null if the source does not know
 * @param origin where the change comes from
 */
public record ItemRemoved<T>(String table, ItemKey key, @Nullable Item<T> oldItem,
		ChangeOrigin origin) implements ItemChange<T> {

	@Override
	public @Nullable Item<T> newItem() {
		return null;
	}

	@Override
	public ResolvableType getResolvableType() {
		return ChangeTypes.of(ItemRemoved.class, this.oldItem);
	}

}
