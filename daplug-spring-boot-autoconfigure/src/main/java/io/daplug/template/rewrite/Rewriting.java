package io.daplug.template.rewrite;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.daplug.capacity.CapacityPace;
import io.daplug.event.ChangeHandling;
import io.daplug.guard.ItemVersions;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.gate.WriteGate;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.task.RetryPause;
import io.daplug.template.batch.IncompleteRewriteException;
import io.daplug.template.batch.RewriteProgress;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.RewriteOptions;
import io.daplug.template.read.StoredPages;
import io.daplug.template.read.StoredPages.StoredPage;
import io.daplug.template.upgrade.ItemUpgrade;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One rewrite. It reads a page, rewrites the items of it several at once, and reads on:
 * so the place where it is has nothing unfinished before it.
 */
final class Rewriting {

	/** How long DynamoDB may lack capacity for one item or page. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final TableContext context;

	private final ItemVersions versions;

	private final RewriteOptions options;

	private final StoredPages pages;

	private final KeyPrefixer prefixer;

	private final ItemUpgrade upgrade;

	private final Deadline deadline = Deadline.never();

	private final CapacityPace reads;

	private final CapacityPace writes;

	private final RewriteTally counts = new RewriteTally();

	Rewriting(TableContext context, ItemVersions versions, RewriteOptions options, StoredPages pages) {
		this.context = context;
		this.versions = versions;
		this.options = options;
		this.pages = pages;
		this.prefixer = pages.prefixer();
		this.upgrade = new ItemUpgrade(context, versions);
		this.reads = CapacityPace.of(options.pacing().unitsPerSecond());
		this.writes = CapacityPace.of(options.pacing().unitsPerSecond());
	}

	RewriteResult rewrite() {
		String position = this.options.position();
		Map<String, AttributeValue> lastKey = null;
		boolean begun = false;
		while (true) {
			StoredPage page;
			try {
				page = read(lastKey);
				if (page == null || !rewrite(page.items())) {
					throw incomplete(position, "was interrupted", null);
				}
			}
			catch (IncompleteRewriteException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				// What failed before anything was done is thrown as it is.
				throw begun ? incomplete(position, "failed", ex) : ex;
			}
			begun = true;
			RuntimeException hopeless = this.counts.hopeless();
			if (hopeless != null) {
				throw incomplete(position, "ended, as one item after the other failed", hopeless);
			}
			lastKey = page.lastKey();
			position = (lastKey == null) ? null : (page.position() != null) ? page.position() : position;
			report(position);
			if (lastKey == null) {
				return this.counts.result(null);
			}
		}
	}

	/** Null if the thread is interrupted. */
	private @Nullable StoredPage read(@Nullable Map<String, AttributeValue> lastKey) {
		RetryPause retry = new RetryPause(this.deadline.within(PATIENCE));
		while (this.reads.await(this.deadline::isOver) && !Thread.currentThread().isInterrupted()) {
			double used = 0;
			try {
				StoredPage page = this.pages.read(lastKey);
				used = page.units();
				return page;
			}
			catch (RuntimeException ex) {
				if (Thread.currentThread().isInterrupted()) {
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
	private boolean rewrite(List<Map<String, AttributeValue>> items) {
		AtomicBoolean left = new AtomicBoolean();
		new ParallelParts(this.context.executors(), this.options.pacing().parallelism(), this.deadline)
			.forEach(items.size(), (place) -> {
				if (this.counts.hopeless() == null && !rewrite(items.get(place))) {
					left.set(true);
				}
			}, (worker) -> ChangeHandling.isUnderWay() ? () -> ChangeHandling.run(worker) : worker);
		return !left.get();
	}

	/** Whether it is known what became of the item. */
	private boolean rewrite(Map<String, AttributeValue> item) {
		if (!this.versions.isOld(item)) {
			this.counts.future();
			return true;
		}
		RetryPause retry = new RetryPause(this.deadline.within(PATIENCE));
		Map<String, AttributeValue> stored = item;
		while (!isOver() && this.writes.await(this::isOver)) {
			try {
				if (store(stored)) {
					this.counts.rewritten();
					return true;
				}
				stored = this.context.stored(this.context.keys().only(item));
				if (stored.isEmpty() || !this.versions.isOld(stored)) {
					this.counts.changed();
					return true;
				}
			}
			catch (RuntimeException ex) {
				if (isOver()) {
					return false;
				}
				if (!PassingFailure.is(ex) || !retry.pause()) {
					this.counts.failed(this.context.keys().shown(this.prefixer.strip(item)), ex);
					return true;
				}
			}
		}
		return false;
	}

	@SuppressWarnings("try")
	private boolean store(Map<String, AttributeValue> stored) {
		double used = 0;
		try (WriteGate.Pass pass = this.context.rules().stored().gate().enter(null)) {
			ItemUpgrade.Outcome outcome = this.upgrade.store(stored, this.prefixer);
			used = outcome.writeUnits();
			return outcome.carriedOut();
		}
		finally {
			this.writes.used(used);
		}
	}

	private boolean isOver() {
		return this.deadline.isOver() || Thread.currentThread().isInterrupted();
	}

	private void report(@Nullable String position) {
		Consumer<RewriteProgress> progress = this.options.progress();
		if (progress == null) {
			return;
		}
		try {
			progress.accept(this.counts.progress(position));
		}
		catch (RuntimeException ex) {
			throw incomplete(position, "failed", ex);
		}
	}

	private IncompleteRewriteException incomplete(@Nullable String position, String what,
			@Nullable RuntimeException cause) {
		RewriteResult result = this.counts.result(position);
		return new IncompleteRewriteException(
				"The rewrite of table '%s' %s before it was through: %s. Another one with the position of the result goes on"
					.formatted(this.context.table().name(), what, result),
				result, cause);
	}

}
