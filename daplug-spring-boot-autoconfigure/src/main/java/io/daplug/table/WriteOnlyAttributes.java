package io.daplug.table;

/**
 * What becomes of attributes that the schema calls {@code writeOnly}, such as passwords,
 * inside the application. Messages to the outside never hold them.
 */
public enum WriteOnlyAttributes {

	/**
	 * Reads, answers of writes, events, listeners and mirrors see them.
	 */
	KEEP,

	/**
	 * Reads, answers of writes, events, listeners and mirrors do not see them. They are
	 * stored, checked and merged all the same, and a read can ask for them.
	 */
	HIDE

}
