package io.daplug.benchmarks;

/**
 * Who makes a call, with which kind of item. Public because the benchmarks have it as
 * their parameter.
 */
public enum Contender {

	/** The Enhanced Client, a bean. */
	ENHANCED_BEAN,

	/** The low-level client, a map converted by hand. */
	LOW_LEVEL_MAP,

	/** Daplug, a map, projected by its schema. */
	DAPLUG_MAP,

	/** Daplug, a map, projected and checked by its schema. */
	DAPLUG_STRICT_MAP,

	/** The low-level client, a record converted by hand. */
	LOW_LEVEL_RECORD,

	/** Daplug, a record, projected by its schema. */
	DAPLUG_RECORD,

	/** Daplug, a record, projected and checked by its schema. */
	DAPLUG_STRICT_RECORD

}
