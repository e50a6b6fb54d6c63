package io.daplug.template.rewrite;

import java.util.ArrayList;
import java.util.List;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.RewriteCounts;
import io.daplug.template.batch.RewriteProgress;
import io.daplug.template.batch.RewriteResult;
import org.jspecify.annotations.Nullable;

/**
 * What one rewrite has done so far. Safe for use by several threads.
 */
final class RewriteTally {

	/** How many failures are kept with their causes. */
	private static final int KEPT_FAILURES = 100;

	/** After so many failures and no success, there is no point in going on. */
	private static final int HOPELESS = 100;

	private static final double NANOS = 1_000_000_000;

	private final long begin = System.nanoTime();

	private final List<BatchFailure<ItemKey>> failures = new ArrayList<>();

	private long rewritten;

	private long current;

	private long changed;

	private long future;

	private long failed;

	private int failedInARow;

	private @Nullable RuntimeException hopeless;

	synchronized void rewritten() {
		this.rewritten++;
		this.failedInARow = 0;
	}

	/** Items that have the current version already. */
	synchronized void current(int items) {
		this.current += items;
	}

	synchronized void changed() {
		this.changed++;
		this.failedInARow = 0;
	}

	synchronized void future() {
		this.future++;
	}

	synchronized void failed(ItemKey key, RuntimeException cause) {
		this.failed++;
		if (this.failures.size() < KEPT_FAILURES) {
			this.failures.add(new BatchFailure<>(key, cause));
		}
		if (++this.failedInARow == HOPELESS) {
			this.hopeless = cause;
		}
	}

	/** Why it is pointless to go on; null if it is not. */
	synchronized @Nullable RuntimeException hopeless() {
		return this.hopeless;
	}

	/** Whether any item was met. */
	synchronized boolean any() {
		return this.rewritten + this.current + this.changed + this.future + this.failed > 0;
	}

	synchronized RewriteProgress progress(@Nullable String position) {
		double seconds = Math.max(1, System.nanoTime() - this.begin) / NANOS;
		return new RewriteProgress(counts(), this.rewritten / seconds, position);
	}

	synchronized RewriteResult result(@Nullable String position) {
		return new RewriteResult(counts(), this.failures, position);
	}

	private RewriteCounts counts() {
		return new RewriteCounts(this.rewritten, this.current, this.changed, this.future, this.failed);
	}

}
