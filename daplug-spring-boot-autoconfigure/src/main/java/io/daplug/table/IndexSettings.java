package io.daplug.table;

import org.springframework.util.Assert;

/**
 * What an index is beside its keys.
 *
 * @param kind what it shares with its table
 * @param projection which attributes it holds
 * @param throughput how much may be read and written; of global indexes only
 */
public record IndexSettings(IndexKind kind, IndexProjection projection, Throughput throughput) {

	/** A global index that holds all attributes. */
	public static final IndexSettings DEFAULT = new IndexSettings(IndexKind.GLOBAL, IndexProjection.ALL,
			Throughput.UNDECLARED);

	/**
	 * Checks that the parts go together.
	 * @param kind what it shares with its table
	 * @param projection which attributes it holds
	 * @param throughput how much may be read and written
	 */
	public IndexSettings {
		Assert.notNull(kind, "'kind' of an index must not be null");
		Assert.notNull(projection, "'projection' of an index must not be null");
		Assert.notNull(throughput, "'throughput' of an index must not be null");
	}

}
