package io.daplug.template.batch;

/**
 * What happens to several entries of one batch that have the same key.
 */
public enum DuplicateKeys {

	/**
	 * The last of them is written, the others count as superseded.
	 */
	LAST_WINS,

	/**
	 * The call fails with an {@link InvalidBatchException} before any request.
	 */
	REFUSE

}
