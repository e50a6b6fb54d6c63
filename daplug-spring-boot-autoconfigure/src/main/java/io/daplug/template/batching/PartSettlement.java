package io.daplug.template.batching;

/**
 * Takes what became of the parts of a batch, on the thread of the caller.
 *
 * @param <T> type of the entries
 */
interface PartSettlement<T> {

	/**
	 * Takes a part that has ended.
	 * @param place its place among the parts, from 0
	 * @param outcome what became of its entries
	 */
	void settle(int place, BatchOutcome<T> outcome);

}
