package io.daplug.capacity;

/**
 * Whether a table may be scanned. No read becomes a scan because its caller leaves out a
 * key.
 */
public enum ScanRule {

	/** Whoever wants a scan asks for one by its name. */
	BY_NAME,

	/** A scan is refused before its first request. */
	REFUSE

}
