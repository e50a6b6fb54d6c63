package io.daplug.template.model;

/**
 * Who made the item that a call writes.
 */
public enum Source {

	/**
	 * The application.
	 */
	APPLICATION,

	/**
	 * A copy of an item of another table, which was shaped by that table's schema. What
	 * this table's schema does not describe is left out, also where it says
	 * {@code additionalProperties: false}. Mirrors write so.
	 */
	COPY

}
