package io.daplug.event;

import java.time.Instant;

import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableTypeProvider;

/**
 * A stored item changed. Published after DynamoDB accepted the write, never before, never
 * for a write that failed, that changed nothing, or that removed what was not there. All
 * sources of changes use the same three kinds.
 * <p>
 * Changes are application events: {@code @EventListener void on(ItemChange<?> change)}
 * hears all, {@code on(ItemInserted<Order> inserted)} those whose items are orders. The
 * type is the table's {@code item-type}, or that of the call that wrote the item, which
 * is {@code Map<String, Object>} where it named none. A removal of an item that its
 * source does not know has no such type: it reaches {@code on(ItemRemoved<?> removed)}
 * and those who hear all.
 *
 * @param <T> type of the item
 */
public sealed interface ItemChange<T> extends ResolvableTypeProvider permits ItemInserted, ItemModified, ItemRemoved {

	/**
	 * Returns what tells the changed item from all others.
	 * @return the table and the key as it is stored
	 */
	ItemIdentity identity();

	/**
	 * Returns the table.
	 * @return its logical name
	 */
	default String table() {
		return identity().table();
	}

	/**
	 * Returns the tenant whose item changed, where tenants share the table.
	 * @return the tenant's id; null if the table has no tenants, or if the item is of
	 * none
	 */
	default @Nullable String tenant() {
		return identity().tenant();
	}

	/**
	 * Returns the item's key as it is stored. It can be given back to the operations of
	 * the table. Where items of several types share the table, those of the item's type
	 * take it too; only an upsert that may create the item does not, as it needs the
	 * attributes that the key is composed of: take these from the item.
	 * @return the key, prefixes removed: by position; by the names of the table's keys,
	 * the hash key first, where keys are composed of other attributes
	 */
	ItemKey key();

	/**
	 * Returns the item as it was before.
	 * @return the image: none for an insert, known or unknown for the other changes
	 */
	ItemImage<T> oldImage();

	/**
	 * Returns the item as it is now.
	 * @return the image: none for a removal, known or unknown for the other changes
	 */
	ItemImage<T> newImage();

	/**
	 * Returns where the change comes from.
	 * @return the origin
	 */
	ChangeOrigin origin();

	/**
	 * Returns the item as it was before.
	 * @return the item, prefixes removed
	 * @throws IllegalStateException if the item is new, or its source does not know what
	 * was there before
	 */
	default Item<T> oldItem() {
		return oldImage().item();
	}

	/**
	 * Returns the item as it is now.
	 * @return the item, prefixes removed
	 * @throws IllegalStateException if the item was removed, or its source does not know
	 * what is there now
	 */
	default Item<T> newItem() {
		return newImage().item();
	}

	/**
	 * Returns the last state of the item: the item as it is now or, if it was removed, as
	 * it was before.
	 * @return the image: known or unknown, never none
	 */
	default ItemImage<T> lastImage() {
		return (this instanceof ItemRemoved<T>) ? oldImage() : newImage();
	}

	/**
	 * Returns this change with its items read as another type. Nothing is converted
	 * before somebody asks for it.
	 * @param <R> the other type
	 * @param type the other type
	 * @param converter converts the items
	 * @return the change, which is the same one in all else
	 */
	default <R> ItemChange<R> as(ItemType<R> type, ItemConverter converter) {
		ItemImage<R> before = oldImage().map((item) -> new Item<>(item.attributes(), type, converter));
		ItemImage<R> now = newImage().map((item) -> new Item<>(item.attributes(), type, converter));
		if (this instanceof ItemInserted<T>) {
			return new ItemInserted<>(identity(), key(), now, origin());
		}
		return (this instanceof ItemModified<T>) ? new ItemModified<>(identity(), key(), before, now, origin())
				: new ItemRemoved<>(identity(), key(), before, origin());
	}

	/**
	 * Returns when the write was accepted.
	 * @return the time
	 */
	default Instant time() {
		return origin().time();
	}

	/**
	 * Returns what tells this change from all others. The id belongs to one write: no
	 * other write has it, and a change that is handed over again keeps it. It is made of
	 * the table, the key as it is stored, and the write's place in its source, and it
	 * contains no control characters. Where the table has an attribute for it, the write
	 * stored it there, and all sources of changes give the change this id.
	 * @return the id
	 */
	default String changeId() {
		return origin().position().changeId(identity());
	}

}
