package io.daplug.event;

/**
 * The two images of a change.
 */
public enum ImageKind {

	/** The item as it was before. */
	OLD,

	/** The item as it is after. */
	NEW

}
