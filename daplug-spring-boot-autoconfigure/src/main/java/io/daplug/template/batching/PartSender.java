package io.daplug.template.batching;

import java.util.List;

/**
 * Carries out parts of a batch, each on one thread.
 *
 * @param <T> type of the entries
 */
interface PartSender<T> {

	/** How many entries a part has at most. */
	int entriesPerPart();

	/**
	 * Carries out a part. Fails for no entry: what became of each is in the outcome.
	 * @param part the entries, of different keys
	 * @param outcome takes what became of them
	 */
	void send(List<BatchEntry<T>> part, BatchOutcome<T> outcome);

}
