package io.daplug.item;

/**
 * How the values of a class become attributes. All but {@link #JACKSON} are short cuts:
 * they give what Jackson would write, for classes of which that is known.
 */
enum ValueForm {

	/** Text as it is. */
	TEXT,

	/** The text of {@link Object#toString()}. */
	STRING_OF,

	/** A number. */
	NUMBER,

	/** A boolean. */
	FLAG,

	/** A point in time, as text of one width. */
	TIMESTAMP,

	/** Bytes. */
	BINARY,

	/** A constant, of which each is converted once. */
	CONSTANT,

	/** A map, whose values are converted one by one. */
	MAP,

	/** A set, whose elements are converted one by one. */
	SET,

	/** Another collection, whose elements are converted one by one. */
	LIST,

	/** JSON as a tree. */
	TREE,

	/** An attribute already. */
	ATTRIBUTE,

	/** Whatever Jackson writes. */
	JACKSON

}
