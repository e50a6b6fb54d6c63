package io.daplug.stream;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A change on its way to one listener.
 *
 * @param change the change
 * @param receipt told when the listener is done with the change; null if nobody wants a
 * receipt
 * @param context carries the context of the thread that handed the change over; null if
 * none is carried
 * @param counter counts what becomes of the change
 * @param since when it was handed over, in milliseconds
 */
record HandedChange(ItemChange<?> change, @Nullable PendingReceipt receipt, @Nullable CarriedContext context,
		DeliveryCounter counter, long since) implements Handed {

	@Override
	public ItemIdentity item() {
		return this.change.identity();
	}

	@Override
	public long time() {
		return this.change.origin().time().toEpochMilli();
	}

	/** The listener has handled the change, or its filter kept the change from it. */
	@Override
	public void done(Attempt attempt) {
		if (attempt.isSkipped(this.change)) {
			this.counter.skipped(this.change);
		}
		else {
			this.counter.handled(this.change);
		}
		if (this.receipt != null) {
			this.receipt.handled();
		}
	}

	@Override
	public void retried() {
		this.counter.retried();
	}

	/** Whether its source hands the change over again unless there is a receipt. */
	boolean comesAgain() {
		return this.receipt != null && this.receipt.comesAgain();
	}

	/** The listener was stopped before, and the change comes again. */
	void givenBack() {
		if (this.receipt != null) {
			this.receipt.lost();
		}
	}

	/** The listener could not handle the change, which was kept, or was not. */
	@Override
	public void parked(boolean kept) {
		this.counter.parked(this.change);
		if (this.receipt != null) {
			if (kept) {
				this.receipt.parked();
			}
			else {
				this.receipt.lost();
			}
		}
	}

}
