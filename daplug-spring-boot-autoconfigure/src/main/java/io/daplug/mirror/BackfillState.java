package io.daplug.mirror;

/**
 * The state of a backfill.
 */
public enum BackfillState {

	/** Items are being copied, by this instance or by another one. */
	RUNNING,

	/** It was paused, and goes on when it is resumed. */
	PAUSED,

	/**
	 * The instance that ran it ended, and it goes on when it is resumed. Nobody resumes
	 * it unasked.
	 */
	INTERRUPTED,

	/** It could not go on, and tries again when it is resumed. */
	FAILED,

	/** It was cancelled. */
	CANCELLED,

	/** Every item was read, and was copied or counted as failed. */
	COMPLETED;

	/**
	 * Says whether it can be resumed.
	 * @return whether it was stopped before its end
	 */
	public boolean isResumable() {
		return this == PAUSED || this == INTERRUPTED || this == FAILED;
	}

}
