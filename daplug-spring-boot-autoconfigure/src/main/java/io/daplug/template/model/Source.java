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
	 * A client of the application, such as a request's body. Attributes that the schema
	 * calls {@code readOnly} are refused, at every depth, and nobody demands that the
	 * client sends them. What is stored must have them if the schema requires them: from
	 * a default, from what Daplug generates, or from the application, by {@code set}.
	 */
	CLIENT,

	/**
	 * A copy of an item of another table, which was shaped by that table's schema. What
	 * this table's schema does not describe is left out, also where it says
	 * {@code additionalProperties: false}. Mirrors write so.
	 */
	COPY

}
