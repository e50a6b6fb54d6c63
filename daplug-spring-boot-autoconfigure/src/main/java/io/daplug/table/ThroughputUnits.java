package io.daplug.table;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Units of reads and of writes a second.
 *
 * @param read units of reads; null if they are left to DynamoDB
 * @param write units of writes; null if they are left to DynamoDB
 */
public record ThroughputUnits(@Nullable Long read, @Nullable Long write) {

	/**
	 * Checks the units.
	 * @param read units of reads
	 * @param write units of writes
	 */
	public ThroughputUnits {
		Assert.isTrue(read != null || write != null, "'read' and 'write' must not both be left out");
		Assert.isTrue(read == null || read > 0, () -> "'read' must be 1 or more, but is " + read);
		Assert.isTrue(write == null || write > 0, () -> "'write' must be 1 or more, but is " + write);
	}

}
