package io.daplug.capacity;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What reads of a table may do.
 *
 * @param scan whether the table may be scanned
 * @param maxUnitsPerCall how many capacity units one query or scan may use before it
 * ends; null for no limit
 */
public record ReadRules(ScanRule scan, @Nullable Integer maxUnitsPerCall) {

	/** Scans by name, and no limit. */
	public static final ReadRules DEFAULTS = new ReadRules(ScanRule.BY_NAME, null);

	/**
	 * Checks the limit.
	 * @param scan whether the table may be scanned
	 * @param maxUnitsPerCall how many capacity units one query or scan may use before it
	 * ends; null for no limit
	 */
	public ReadRules {
		Assert.notNull(scan, "'scan' must not be null");
		Assert.isTrue(maxUnitsPerCall == null || maxUnitsPerCall > 0,
				() -> "'maxUnitsPerCall' must be positive, not " + maxUnitsPerCall);
	}

}
