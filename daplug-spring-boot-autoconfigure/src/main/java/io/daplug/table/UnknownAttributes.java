package io.daplug.table;

/**
 * What an update makes of stored attributes that the schema does not describe.
 */
public enum UnknownAttributes {

	/**
	 * They stay as they are.
	 */
	KEEP,

	/**
	 * They are removed by the first update with the schema.
	 */
	DROP

}
