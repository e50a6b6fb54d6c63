package io.daplug.table;

/**
 * What a secondary index shares with its table.
 */
public enum IndexKind {

	/**
	 * An index with hash keys of its own. It can be added to a table at any time, and
	 * shows a write a moment later: it has no consistent reads.
	 */
	GLOBAL,

	/**
	 * An index with the hash key of its table and one other range key. It is created with
	 * its table, and has consistent reads. All items of one hash key, with their copies
	 * in local indexes, have 10 GB together at most.
	 */
	LOCAL

}
