package io.daplug.stream.kcl;

/**
 * What becomes of a record of a stream that cannot be read as a change.
 */
public enum UnreadableRecords {

	/**
	 * The checkpoint stays before it, so that the next start reads it again. Later
	 * changes are handled all the same.
	 */
	STALL,

	/**
	 * It is passed over, and a {@link io.daplug.stream.StreamGap} is published.
	 */
	SKIP

}
