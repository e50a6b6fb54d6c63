package io.daplug.stream;

import io.daplug.event.ItemIdentity;

/**
 * What is on its way to one listener, and has its turn among what concerns the same item.
 */
sealed interface Handed permits HandedChange, HandedTurn {

	/** The item that it concerns. */
	ItemIdentity item();

	/** Since when it is behind, in milliseconds. */
	long time();

	/** When it was handed over, in milliseconds. */
	long since();

	/** The listener is done with it. */
	void done(Attempt attempt);

	/** The listener tries again later. */
	void retried();

	/** The listener could not handle it. */
	void parked(boolean kept);

}
