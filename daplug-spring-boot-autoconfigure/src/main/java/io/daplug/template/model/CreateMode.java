package io.daplug.template.model;

/**
 * What {@code create} does with an item that is stored already.
 */
public enum CreateMode {

	/**
	 * It stays, and the call fails with a {@link DuplicateItemException}.
	 */
	INSERT,

	/**
	 * It is replaced whole.
	 */
	OVERWRITE

}
