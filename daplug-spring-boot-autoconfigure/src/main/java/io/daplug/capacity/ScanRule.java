package io.daplug.capacity;

/**
 * Whether a table may be scanned.
 */
public enum ScanRule {

	/** A scan is asked for by its name. */
	BY_NAME,

	/** Nobody may scan. */
	REFUSE

}
