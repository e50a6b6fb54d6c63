package io.daplug.idempotence;

/**
 * What becomes of a write to a stored item that has no value for the idempotence key.
 */
public enum MissingValue {

	/**
	 * The write fails with a {@link MissingIdempotenceValueException}.
	 */
	FAIL,

	/**
	 * The write goes out on the condition that the value is still missing.
	 */
	ADOPT

}
