package io.daplug.stream;

import java.util.function.Predicate;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one item at one listener. As long as it lasts, the listener is given no
 * other change of the item. To be used by the thread that it is given to, until the work
 * is over.
 */
public final class ItemTurn {

	private final ItemIdentity item;

	private final Predicate<ItemChange<?>> wanted;

	private final DeliveryHandler handler;

	ItemTurn(ItemIdentity item, Predicate<ItemChange<?>> wanted, DeliveryHandler handler) {
		this.item = item;
		this.wanted = wanted;
		this.handler = handler;
	}

	/**
	 * Returns the item.
	 * @return the table and the key as it is stored
	 */
	public ItemIdentity item() {
		return this.item;
	}

	/**
	 * Says whether the listener is given such changes, unless its filter says no.
	 * @param change the change
	 * @return whether table and kind of the change, and the type of its item, are among
	 * those of the listener
	 */
	public boolean isWanted(ItemChange<?> change) {
		return this.wanted.test(change);
	}

	/**
	 * Has the listener handle a change of the item that comes late, once, whether or not
	 * the item is held. A change that fails is not parked.
	 * @param change the change
	 * @return why it was not handled; null if it was
	 */
	public @Nullable Exception handleLate(ItemChange<?> change) {
		return this.handler.attemptLate(change);
	}

	/**
	 * Has the listener handle the later changes of the item again, if they are held.
	 */
	public void release() {
		this.handler.release(this.item);
	}

}
