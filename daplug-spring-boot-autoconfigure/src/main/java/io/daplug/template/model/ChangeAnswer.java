package io.daplug.template.model;

/**
 * What a change answers with.
 */
public enum ChangeAnswer {

	/**
	 * The item as it is stored afterwards.
	 */
	NEW,

	/**
	 * The item as it was stored before.
	 */
	OLD,

	/**
	 * Nothing. Spares the item's way back where nobody looks at it.
	 */
	NOTHING

}
