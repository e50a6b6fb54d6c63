package io.daplug.template.write;

/**
 * How a prepared write goes into a transaction.
 */
enum EntryForm {

	/** As the write that it is. */
	WRITE,

	/**
	 * As the write that it is. What it demands of the item is only what it found when it
	 * looked, so it can look again.
	 */
	LOOKED,

	/** As a check of what it demands; nothing is written. */
	CHECK

}
