package io.daplug.stream.kcl;

/**
 * Is told how the reading of a stream goes.
 */
interface ReadingWatch {

	/** A shard was read with success, whether or not it had records. */
	void read(String shard);

	/** Records of a shard are gone that were not read. */
	void gap(String shard, String reason);

	/** A record of a shard was passed over, since it cannot be read. */
	default void skipped(String shard, String sequence, String reason) {
		gap(shard, reason);
	}

}
