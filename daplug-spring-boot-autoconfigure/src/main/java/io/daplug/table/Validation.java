package io.daplug.table;

/**
 * How far a schema is held against an item before it is written.
 */
public enum Validation {

	/**
	 * The item must satisfy the schema; every violation is listed and nothing is written.
	 */
	STRICT,

	/**
	 * The item is only brought into the schema's shape: what the schema does not describe
	 * is left out, nothing is checked, and an array of arrays is written as it is.
	 */
	NONE

}
