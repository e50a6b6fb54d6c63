package io.daplug.template.rewrite;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.daplug.capacity.CapacityPace;
import io.daplug.event.ChangeHandling;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.task.RetryPause;
import io.daplug.template.batch.IncompleteRewriteException;
import io.daplug.template.batch.RewriteProgress;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.model.Pacing;
import io.daplug.template.read.StoredPages;
import io.daplug.template.read.StoredPages.StoredPage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One rewrite. For each segment, it reads a page, rewrites the items of it several at
 * once, and reads on: so the place where the segment is has nothing unfinished before it.
 */
final class Rewriting {

	private final Rewrite rewrite;

	/** What each segment reads. */
	private final List<StoredPages> segments;

	private final RewritePosition position;

	private final Deadline deadline = Deadline.never();

	private final RewriteTally tally = new RewriteTally();

	private final ItemRewrite items;

	private final CapacityPace reads;

	/** How many segments are not at their end. */
	private final AtomicInteger open;

	private final ReentrantLock reporting = new ReentrantLock();

	private volatile boolean begun;

	private @Nullable Throwable failure;

	Rewriting(Rewrite rewrite, List<StoredPages> segments, RewritePosition position) {
		this.rewrite = rewrite;
		this.segments = segments;
		this.position = position;
		this.items = new ItemRewrite(rewrite, segments.get(0).prefixer(), this.deadline, this.tally);
		this.reads = CapacityPace.of(pacing().unitsPerSecond());
		this.open = new AtomicInteger(segments.size());
	}

	private Pacing pacing() {
		return this.rewrite.options().pacing();
	}

	RewriteResult rewrite() {
		parts(pacing().parallelism()).forEach(this.segments.size(), this::rewrite, Rewriting::carried);
		Throwable ended = ended();
		RuntimeException hopeless = this.tally.hopeless();
		if (hopeless != null) {
			throw incomplete(this.position.beforeFailures(), "ended, as one item after the other failed", hopeless);
		}
		if (ended != null && (this.begun || this.tally.any())) {
			throw incomplete(this.position.text(), "failed", ended);
		}
		// What failed before anything was done is thrown as it is.
		if (ended instanceof Error error) {
			throw error;
		}
		if (ended instanceof RuntimeException ex) {
			throw ex;
		}
		if (!this.position.isThrough()) {
			throw incomplete(this.position.text(), "was interrupted", null);
		}
		return this.tally.result(null);
	}

	private ParallelParts parts(int parallelism) {
		return new ParallelParts(this.rewrite.context().executors(), parallelism, this.deadline);
	}

	/** What the caller must not wait for, its threads must not wait for either. */
	private static Runnable carried(Runnable worker) {
		return ChangeHandling.isUnderWay() ? () -> ChangeHandling.run(worker) : worker;
	}

	private void rewrite(int segment) {
		try {
			if (this.position.isThrough(segment) || rewriteAll(segment)) {
				this.open.decrementAndGet();
			}
			else {
				this.deadline.expire();
			}
		}
		catch (RuntimeException | Error ex) {
			end(ex);
		}
	}

	/** Whether the segment is at its end. */
	private boolean rewriteAll(int segment) {
		StoredPages pages = this.segments.get(segment);
		Map<String, AttributeValue> lastKey = null;
		do {
			StoredPage page = read(pages, lastKey);
			if (page == null || !rewrite(segment, page)) {
				return false;
			}
			lastKey = page.lastKey();
		}
		while (lastKey != null);
		return true;
	}

	/** Null if the rewrite is ending. */
	private @Nullable StoredPage read(StoredPages pages, @Nullable Map<String, AttributeValue> lastKey) {
		RetryPause retry = new RetryPause(this.deadline.within(ItemRewrite.PATIENCE));
		while (!isOver() && this.reads.await(this::isOver)) {
			double used = 0;
			try {
				StoredPage page = pages.read(lastKey);
				used = page.units();
				return page;
			}
			catch (RuntimeException ex) {
				if (isOver()) {
					return null;
				}
				if (!PassingFailure.is(ex) || !retry.pause()) {
					throw ex;
				}
			}
			finally {
				this.reads.used(used);
			}
		}
		return null;
	}

	/** Whether no item of the page was left. */
	private boolean rewrite(int segment, StoredPage page) {
		AtomicBoolean left = new AtomicBoolean();
		AtomicBoolean failed = new AtomicBoolean();
		List<Map<String, AttributeValue>> stored = page.items();
		parts(share()).forEach(stored.size(), (place) -> {
			ItemRewrite.Outcome outcome = (this.tally.hopeless() != null) ? ItemRewrite.Outcome.LEFT
					: this.items.rewrite(stored.get(place));
			if (outcome != ItemRewrite.Outcome.DONE) {
				((outcome == ItemRewrite.Outcome.LEFT) ? left : failed).set(true);
			}
		}, Rewriting::carried);
		if (left.get() || this.tally.hopeless() != null) {
			return false;
		}
		this.begun = true;
		behind(segment, page, !failed.get());
		return true;
	}

	/** How many items a segment rewrites at once, as others do so beside it. */
	private int share() {
		int parallelism = pacing().parallelism();
		return Math.max(1, parallelism / Math.max(1, Math.min(parallelism, this.open.get())));
	}

	/**
	 * Tells how far the rewrite is: one segment after the other, each when it is there.
	 */
	private void behind(int segment, StoredPage page, boolean clean) {
		this.reporting.lock();
		try {
			if (this.rewrite.filtered()) {
				this.tally.current(page.leftOut());
			}
			if (page.lastKey() == null) {
				this.position.through(segment, clean);
			}
			else {
				this.position.behind(segment, page.position(), clean);
			}
			Consumer<RewriteProgress> progress = this.rewrite.options().progress();
			if (progress != null && ended() == null) {
				progress.accept(this.tally.progress(this.position.text()));
			}
		}
		catch (RuntimeException | Error ex) {
			end(ex);
		}
		finally {
			this.reporting.unlock();
		}
	}

	private boolean isOver() {
		return this.deadline.isOver() || Thread.currentThread().isInterrupted();
	}

	private synchronized void end(Throwable reason) {
		if (this.failure == null) {
			this.failure = reason;
		}
		this.deadline.expire();
	}

	private synchronized @Nullable Throwable ended() {
		return this.failure;
	}

	private IncompleteRewriteException incomplete(@Nullable String position, String what, @Nullable Throwable cause) {
		RewriteResult result = this.tally.result(position);
		return new IncompleteRewriteException(
				"The rewrite of table '%s' %s before it was through: %s. Another one with the position of the result goes on"
					.formatted(this.rewrite.context().table().name(), what, result),
				result, cause);
	}

}
