package io.daplug.singletable;

/**
 * How the values of an attribute are written, as far as that concerns keys.
 *
 * @param type the Java type of the values, without type arguments
 * @param kind what decides about it
 */
record ValueForm(Class<?> type, Kind kind) {

	/** What decides how a value is written. */
	enum Kind {

		/** Its type, so a value is written in one way wherever it is. */
		TYPE,

		/** Its type, as an object with attributes of its own. */
		OBJECT,

		/** The property, so a value elsewhere may be written in another way. */
		PROPERTY

	}

}
