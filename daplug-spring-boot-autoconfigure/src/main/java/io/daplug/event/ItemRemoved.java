package io.daplug.event;

import io.daplug.item.ItemKey;

import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * A stored item is gone.
 *
 * @param <T> type of the item
 * @param identity tells the item from all others
 * @param key the item's key, prefixes removed
 * @param oldImage the item as it was: known or unknown
 * @param origin where the change comes from
 */
public record ItemRemoved<T>(ItemIdentity identity, ItemKey key, ItemImage<T> oldImage,
		ChangeOrigin origin) implements ItemChange<T> {

	/**
	 * Creates the change.
	 * @param identity tells the item from all others
	 * @param key the item's key, prefixes removed
	 * @param oldImage the item as it was: known or unknown
	 * @param origin where the change comes from
	 */
	public ItemRemoved {
		Assert.isTrue(!(oldImage instanceof ItemImage.None<T>), "'oldImage' of a removal must not be none");
	}

	@Override
	public ItemImage<T> newImage() {
		return ItemImage.none();
	}

	@Override
	public ResolvableType getResolvableType() {
		return ChangeTypes.of(ItemRemoved.class, this.oldImage);
	}

}
