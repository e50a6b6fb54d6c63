package io.daplug.stream;

import io.daplug.event.ItemChange;

/**
 * Receives the receipts of changes. Called by the threads that handle changes, several at
 * once, and in no particular order; it should return at once.
 */
@FunctionalInterface
public interface ChangeReceiptHandler {

	/** Ignores all receipts. */
	ChangeReceiptHandler NO_OP = (change, receipt) -> {
	};

	/**
	 * Receives the receipt of a change. Called once for each change, after the last
	 * listener that the change concerns has handled or parked it, and at once if it
	 * concerns none. A change has no receipt as long as a listener has it, and never has
	 * one if it could not be parked.
	 * @param change the change
	 * @param receipt what became of it
	 */
	void handle(ItemChange<?> change, ChangeReceipt receipt);

	/**
	 * Says whether changes without receipt are handed over again after the next start.
	 * Then what a listener could not handle because it was stopped is not parked: it has
	 * no receipt, and waits for that.
	 * @return whether they are; {@code false} by default
	 */
	default boolean handsOverAgain() {
		return false;
	}

}
