package io.daplug.stream;

import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;

/**
 * A change on its way to one listener.
 *
 * @param change the change
 * @param receipt told when the listener is done with the change
 * @param context carries the context of the thread that handed the change over; null if
 * none is carried
 */
record HandedChange(ItemChange<?> change, PendingReceipt receipt, @Nullable CarriedContext context) {

	/** Tells of a change that was not handled. */
	void parked(boolean kept) {
		if (kept) {
			this.receipt.parked();
		}
		else {
			this.receipt.lost();
		}
	}

}
