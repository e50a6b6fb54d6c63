package io.daplug.capacity;

import org.jspecify.annotations.Nullable;

/**
 * What reads of a table may do.
 *
 * @param scan whether the table may be scanned
 * @param maxUnitsPerCall the most capacity units that one call may read; null for no
 * limit
 */
public record ReadRules(ScanRule scan, @Nullable Integer maxUnitsPerCall) {

	/** Scans by name, and no limit. */
	public static final ReadRules DEFAULTS = new ReadRules(ScanRule.BY_NAME, null);

}
