package io.daplug.template.batch;

/**
 * What happens to several entries of one batch that have the same key.
 */
public enum DuplicateKeys {

	/**
	 * The last of them is written, the others count as superseded. Of a stream, this is
	 * so for those that would go out in one request; others are written one after the
	 * other.
	 */
	LAST_WINS,

	/**
	 * Each of them is written, one after the other in the order of the batch.
	 */
	IN_ORDER,

	/**
	 * The call fails with an {@link InvalidBatchException} before any request.
	 */
	REFUSE

}
