package io.daplug.idempotence;

/**
 * What a write demands of the idempotence key's stored value.
 */
public enum IdempotenceStrategy {

	/**
	 * The value that was read must still be stored when the write arrives, else the write
	 * fails with a {@link StaleItemException}.
	 */
	CONDITIONAL,

	/**
	 * As {@link #CONDITIONAL}, and a write that sends a value other than the stored one
	 * is refused before it goes out.
	 */
	RAISE,

	/**
	 * A write that sends an older value than the stored one is ignored and answered with
	 * the stored item; everything else is as {@link #CONDITIONAL}. Values are compared as
	 * numbers, or as points in time.
	 */
	USE_LATEST

}
