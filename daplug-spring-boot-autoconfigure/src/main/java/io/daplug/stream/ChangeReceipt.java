package io.daplug.stream;

/**
 * What became of a change that was handed over. A change that has a receipt need not be
 * handed over again.
 */
public enum ChangeReceipt {

	/** All listeners that the change concerns have handled it. */
	HANDLED,

	/** At least one listener could not handle the change, and it was parked. */
	PARKED

}
