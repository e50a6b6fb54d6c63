package io.daplug.sns;

/**
 * What the body of a message holds.
 */
public enum MessagePayload {

	/** The item as JSON; of a removed item what it was. */
	ITEM,

	/**
	 * A JSON object of {@code table}, {@code key}, {@code operation}, {@code changeId},
	 * {@code version}, {@code sequence}, {@code time}, {@code newItem} and
	 * {@code oldItem}, as far as the change has them.
	 */
	ENVELOPE

}
