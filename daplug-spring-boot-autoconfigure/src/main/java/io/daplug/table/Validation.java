package io.daplug.table;

/**
 * How far a schema is held against an item before it is written.
 */
public enum Validation {

	/**
	 * An item must satisfy the schema; every violation is listed and nothing is written.
	 * An update fails for what it does: what the stored item violates already, and the
	 * patch does not touch, stays.
	 */
	STRICT,

	/**
	 * As {@link #STRICT}, and an update fails as well for what the stored item violates
	 * already.
	 */
	WHOLE,

	/**
	 * The item is only brought into the schema's shape: what the schema does not describe
	 * is left out, nothing is checked, and an array of arrays is written as it is.
	 */
	NONE

}
