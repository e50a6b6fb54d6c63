package io.daplug.template.clear;

import java.util.ArrayList;
import java.util.List;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.ClearProgress;
import io.daplug.template.batch.ClearResult;
import org.jspecify.annotations.Nullable;

/**
 * What one clear has done so far. Safe for use by several threads.
 */
final class ClearCounts {

	/** How many failures are kept with their causes. */
	private static final int KEPT_FAILURES = 100;

	/** After so many failures and no success, there is no point in going on. */
	private static final int HOPELESS = 100;

	private static final double NANOS = 1_000_000_000;

	private final long begin = System.nanoTime();

	private final List<BatchFailure<ItemKey>> failures = new ArrayList<>();

	private long removed;

	private long kept;

	private long failed;

	private long uncertain;

	/** Items that were taken and not removed, as the clear is ending. */
	private long left;

	private int failedInARow;

	private @Nullable RuntimeException hopeless;

	synchronized void removed(int items) {
		this.removed += items;
		this.failedInARow = 0;
	}

	synchronized void kept() {
		this.kept++;
		this.failedInARow = 0;
	}

	synchronized void failed(ItemKey key, RuntimeException cause) {
		this.failed++;
		keep(key, cause);
		if (++this.failedInARow == HOPELESS) {
			this.hopeless = cause;
		}
	}

	synchronized void uncertain(ItemKey key, RuntimeException cause) {
		this.uncertain++;
		keep(key, cause);
	}

	synchronized void left() {
		this.left++;
	}

	private void keep(ItemKey key, RuntimeException cause) {
		if (this.failures.size() < KEPT_FAILURES) {
			this.failures.add(new BatchFailure<>(key, cause));
		}
	}

	/** Why it is pointless to go on; null if it is not. */
	synchronized @Nullable RuntimeException hopeless() {
		return this.hopeless;
	}

	/** Whether nothing that was taken was left. */
	synchronized boolean nothingLeft() {
		return this.left == 0;
	}

	/** How many items it has been through. */
	synchronized long handled() {
		return this.removed + this.kept + this.failed + this.uncertain;
	}

	synchronized ClearProgress progress() {
		double seconds = Math.max(1, System.nanoTime() - this.begin) / NANOS;
		return new ClearProgress(this.removed, this.kept, this.failed, this.uncertain, handled() / seconds);
	}

	synchronized ClearResult result() {
		return new ClearResult(this.removed, this.kept, this.failed, this.uncertain, this.failures);
	}

}
