package io.daplug.sns;

/**
 * What the body of a message holds.
 */
public enum MessagePayload {

	/** The item as JSON; of a removed item what it was. */
	ITEM,

	/**
	 * A JSON object of {@code table}, {@code key}, {@code operation}, {@code newItem},
	 * {@code oldItem}, {@code changeId}, {@code sequence} and {@code time}.
	 */
	ENVELOPE

}
