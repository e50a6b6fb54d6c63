package io.daplug.mirror;

/**
 * How far the move of a table is.
 */
public enum MovePhase {

	/** The source is written, and mirrored into the destination. */
	OPEN,

	/**
	 * The source is about to give way: neither table is written, but for what is missing
	 * in the destination.
	 */
	CLOSING,

	/** The destination is written, and mirrored back into the source. */
	TURNED,

	/** The destination is about to give way to the source again. */
	RETURNING;

	/**
	 * Says whether one of the tables is written.
	 * @return false while the tables change places
	 */
	public boolean isSettled() {
		return this == OPEN || this == TURNED;
	}

}
