package io.daplug.template.batch;

import java.util.List;

import io.daplug.item.ItemKey;

/**
 * What a clear did. Items that others removed before the clear came to them are not
 * counted, except where keys go out 25 in a request: DynamoDB then does not tell whether
 * there was an item, and each key counts as removed.
 *
 * @param removed how many items were removed
 * @param kept how many items were found and are still there, as they changed before they
 * were removed: the filter or condition is not true of them any more
 * @param failed how many items DynamoDB refused to remove
 * @param uncertain how many items may have been removed, and may not: answers were lost
 * @param failures the first 100 of those that failed or are uncertain, by their keys,
 * each with its cause
 */
public record ClearResult(long removed, long kept, long failed, long uncertain, List<BatchFailure<ItemKey>> failures) {

	/**
	 * Keeps the failures from being changed.
	 * @param removed how many items were removed
	 * @param kept how many items were found and are still there
	 * @param failed how many items DynamoDB refused to remove
	 * @param uncertain how many items may have been removed, and may not
	 * @param failures the first 100 of those that failed or are uncertain
	 */
	public ClearResult {
		failures = List.copyOf(failures);
	}

	/**
	 * Says whether nothing is left to do.
	 * @return whether no item failed or is uncertain
	 */
	public boolean complete() {
		return this.failed == 0 && this.uncertain == 0;
	}

	/**
	 * Returns this result if nothing is left to do.
	 * @return this result
	 * @throws IncompleteClearException if an item failed or is uncertain
	 */
	public ClearResult requireComplete() {
		if (!complete()) {
			throw new IncompleteClearException("Some items were not cleared: " + this, this,
					this.failures.isEmpty() ? null : this.failures.get(0).cause());
		}
		return this;
	}

	/** The numbers alone: causes speak for themselves. */
	@Override
	public String toString() {
		return "%d removed, %d kept, %d failed, %d uncertain".formatted(this.removed, this.kept, this.failed,
				this.uncertain);
	}

}
