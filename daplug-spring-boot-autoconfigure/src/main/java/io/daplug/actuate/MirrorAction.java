package io.daplug.actuate;

/**
 * What the endpoint {@code daplugmirrors} does with a mirror.
 */
public enum MirrorAction {

	/** Begins a backfill. */
	BACKFILL,

	/** Pauses the backfill. */
	PAUSE,

	/** Goes on with a backfill that was stopped before its end. */
	RESUME,

	/** Ends the backfill for good. */
	CANCEL,

	/** Begins to compare the destination with the source. */
	VERIFY,

	/** Begins to compare both, and writes what is otherwise in the destination. */
	REPAIR,

	/** Has the two tables change places. */
	CUT_OVER,

	/** Has the two tables change places again. */
	CUT_BACK

}
