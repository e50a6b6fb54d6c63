package io.daplug.event;

/**
 * The call that caused a change. The stream of a table does not tell which call it was:
 * its changes are {@link #INSERT}, {@link #UPDATE}, {@link #DELETE} and {@link #EXPIRE},
 * by what became of the item.
 */
public enum Operation {

	/** An insert. */
	INSERT,

	/** An overwrite. */
	OVERWRITE,

	/** An update. */
	UPDATE,

	/** A change of a part of an item. */
	CHANGE,

	/**
	 * A change of an item, or of a part of it, that creates the item if it is missing.
	 */
	UPSERT,

	/** A delete. */
	DELETE,

	/** One item of a batch insert. */
	BATCH_INSERT,

	/** One item of a batch overwrite, which writes whatever is stored. */
	BATCH_OVERWRITE,

	/** One item of a batch upsert. */
	BATCH_UPSERT,

	/** One key of a batch delete. */
	BATCH_DELETE,

	/**
	 * No call: DynamoDB removed an item whose time to live was over. Only the stream of a
	 * table tells.
	 */
	EXPIRE;

	/**
	 * Says whether the call changes an item, and creates it if it is missing.
	 * @return whether it is an upsert, alone or in a batch
	 */
	public boolean upserts() {
		return this == UPSERT || this == BATCH_UPSERT;
	}

}
