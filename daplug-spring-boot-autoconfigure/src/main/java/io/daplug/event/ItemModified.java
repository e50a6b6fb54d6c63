package io.daplug.event;

import io.daplug.item.ItemKey;

import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * A stored item has other attributes now.
 *
 * @param <T> type of the item
 * @param identity tells the item from all others
 * @param key the item's key, prefixes removed
 * @param oldImage the item as it was: known, or unknown where the write could not tell
 * what it replaced
 * @param newImage the item as it is: known or unknown
 * @param origin where the change comes from
 */
public record ItemModified<T>(ItemIdentity identity, ItemKey key, ItemImage<T> oldImage, ItemImage<T> newImage,
		ChangeOrigin origin) implements ItemChange<T> {

	/**
	 * Creates the change.
	 * @param identity tells the item from all others
	 * @param key the item's key, prefixes removed
	 * @param oldImage the item as it was: known or unknown
	 * @param newImage the item as it is: known or unknown
	 * @param origin where the change comes from
	 */
	public ItemModified {
		Assert.isTrue(!(oldImage instanceof ItemImage.None<T>), "'oldImage' of a modification must not be none");
		Assert.isTrue(!(newImage instanceof ItemImage.None<T>), "'newImage' of a modification must not be none");
	}

	@Override
	public ResolvableType getResolvableType() {
		return ChangeTypes.of(ItemModified.class, this.newImage);
	}

}
