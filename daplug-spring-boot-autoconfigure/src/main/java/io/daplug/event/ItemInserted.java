package io.daplug.event;

import io.daplug.item.ItemKey;

import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * A new item is stored.
 *
 * @param <T> type of the item
 * @param identity tells the item from all others
 * @param key the item's key, prefixes removed
 * @param newImage the item as it is: known or unknown
 * @param origin where the change comes from
 */
public record ItemInserted<T>(ItemIdentity identity, ItemKey key, ItemImage<T> newImage,
		ChangeOrigin origin) implements ItemChange<T> {

	/**
	 * Creates the change.
	 * @param identity tells the item from all others
	 * @param key the item's key, prefixes removed
	 * @param newImage the item as it is: known or unknown
	 * @param origin where the change comes from
	 */
	public ItemInserted {
		Assert.isTrue(!(newImage instanceof ItemImage.None<T>), "'newImage' of an insert must not be none");
	}

	@Override
	public ItemImage<T> oldImage() {
		return ItemImage.none();
	}

	@Override
	public ResolvableType getResolvableType() {
		return ChangeTypes.of(ItemInserted.class, this.newImage);
	}

}
