package io.daplug.autoconfigure;

import io.daplug.table.ThroughputUnits;
import org.jspecify.annotations.Nullable;

/**
 * How much may be read from and written to a table or an index, in units a second.
 *
 * @param provisioned Capacity that is there always. On demand without it.
 * @param maximum The most that is carried out on demand.
 * @param warm What DynamoDB is prepared to take at once.
 */
record ThroughputProperties(@Nullable Units provisioned, @Nullable Units maximum, @Nullable Units warm) {

	/**
	 * Units a second.
	 *
	 * @param read Units of reads a second.
	 * @param write Units of writes a second.
	 */
	record Units(@Nullable Long read, @Nullable Long write) {

		@Nullable ThroughputUnits units() {
			return (this.read != null || this.write != null) ? new ThroughputUnits(this.read, this.write) : null;
		}

	}

}
