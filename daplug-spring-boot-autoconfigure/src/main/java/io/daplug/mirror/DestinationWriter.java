package io.daplug.mirror;

import java.util.List;

import io.daplug.item.ItemKey;

/**
 * Writes copies.
 */
interface DestinationWriter {

	/**
	 * A copy that was not written.
	 *
	 * @param entry the copy, or its key
	 * @param cause why
	 * @param unfit whether the copy itself is at fault, and nothing was sent of it
	 */
	record Refused<T>(T entry, RuntimeException cause, boolean unfit) {

	}

	/**
	 * Puts copies.
	 * @param items the copies, each with another key
	 * @return what became of them
	 */
	Puts put(List<Object> items);

	/**
	 * Removes copies.
	 * @param keys their keys
	 * @return those that were not removed
	 */
	List<Refused<ItemKey>> delete(List<ItemKey> keys);

	/**
	 * What became of copies. Those in neither list were not sent.
	 *
	 * @param written these are stored
	 * @param refused these were not written
	 */
	record Puts(List<Object> written, List<Refused<Object>> refused) {

	}

}
