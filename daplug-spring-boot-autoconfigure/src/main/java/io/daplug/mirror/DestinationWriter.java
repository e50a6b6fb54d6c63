package io.daplug.mirror;

import java.util.List;

/**
 * Writes copies.
 */
interface DestinationWriter {

	/**
	 * A copy that was not written.
	 *
	 * @param step what was to be done
	 * @param cause why it was not
	 * @param unfit whether the copy itself is at fault, and nothing was sent of it
	 */
	record Refused(CopyStep step, RuntimeException cause, boolean unfit) {

	}

	/**
	 * Puts copies.
	 * @param steps what to put, each under another key
	 * @return what became of it
	 */
	Puts put(List<CopyStep> steps);

	/**
	 * Removes copies.
	 * @param steps what to remove, each under another key
	 * @return those that were not removed
	 */
	List<Refused> delete(List<CopyStep> steps);

	/**
	 * What became of copies. Those in neither list were not sent.
	 *
	 * @param written these are stored
	 * @param refused these were not written
	 */
	record Puts(List<CopyStep> written, List<Refused> refused) {

	}

}
