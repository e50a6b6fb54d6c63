package io.daplug.mirror;

/**
 * What keeps an older state of an item from replacing a newer one in a mirror's
 * destination.
 */
public enum MirrorGuard {

	/**
	 * Nothing. Copies go out in batches, whatever is stored. The destination ends where
	 * the source does as long as changes come in their order, and nobody who was stopped
	 * or cut off still writes.
	 */
	NONE,

	/**
	 * The place of each change in the source's stream. Each copy is a conditional write,
	 * and copies that are gone leave tombstones, which nobody sees. The destination ends
	 * where the source does whatever the order of changes, and however often they come.
	 */
	SEQUENCE

}
