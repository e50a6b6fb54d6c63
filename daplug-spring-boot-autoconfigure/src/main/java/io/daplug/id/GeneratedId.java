package io.daplug.id;

/**
 * The forms of ids. All are text, and no two processes make the same one.
 */
public enum GeneratedId {

	/**
	 * A random UUID (version 4) of 36 characters. Ids have no order.
	 */
	UUID,

	/**
	 * A UUID that begins with the time (version 7), of 36 characters. Ids of one process
	 * are ordered as they were made; those of several by the millisecond. Everybody can
	 * read the time of an id.
	 */
	UUID_V7,

	/**
	 * A ULID: begins with the time, too, in 26 letters and digits. Ordered as
	 * {@link #UUID_V7}.
	 */
	ULID

}
