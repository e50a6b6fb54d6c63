package io.daplug.template.batch;

import java.util.List;

import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * What a rewrite did.
 *
 * @param counts what became of the items that it met
 * @param failures the first 100 items that could not be rewritten, each with its cause
 * @param position where another call goes on; null at the beginning, and if all was read
 */
public record RewriteResult(RewriteCounts counts, List<BatchFailure<ItemKey>> failures, @Nullable String position) {

	/**
	 * Keeps the failures from being changed.
	 * @param counts what became of the items that it met
	 * @param failures the first 100 items that could not be rewritten
	 * @param position where another call goes on
	 */
	public RewriteResult {
		failures = List.copyOf(failures);
	}

	/**
	 * Returns how many items were brought to the current version.
	 * @return the number of items
	 */
	public long rewritten() {
		return this.counts.rewritten();
	}

	/**
	 * Returns how many items had the current version already.
	 * @return the number of items
	 */
	public long current() {
		return this.counts.current();
	}

	/**
	 * Returns how many items could not be rewritten.
	 * @return the number of items
	 */
	public long failed() {
		return this.counts.failed();
	}

	/**
	 * Says whether every item that was met can be read by this release from now on
	 * without an upcaster.
	 * @return whether none failed or has a later version
	 */
	public boolean complete() {
		return this.counts.failed() == 0 && this.counts.future() == 0;
	}

	/** The numbers alone: causes speak for themselves. */
	@Override
	public String toString() {
		return this.counts.toString();
	}

}
