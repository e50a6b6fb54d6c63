package io.daplug.mirror.backfill;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.daplug.event.FailedChange;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.scan.CopyFailures;
import io.daplug.mirror.scan.Pace;
import io.daplug.mirror.scan.PageCopier;
import io.daplug.mirror.scan.SourceTable;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.StoredItems;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * A backfill that this instance runs: one thread for each segment, and one that saves the
 * progress and hears what others want.
 */
final class BackfillRun {

	private static final Log logger = LogFactory.getLog(BackfillRun.class);

	private final SourceTable source;

	private final PageCopier copier;

	private final BackfillJournal journal;

	private final BackfillLease lease;

	private final BackfillSettings settings;

	private final Pace pace;

	private final AtomicReference<@Nullable BackfillState> ending = new AtomicReference<>();

	private final AtomicInteger working = new AtomicInteger();

	private final Semaphore wake = new Semaphore(0);

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean lost;

	BackfillRun(SourceTable source, PageCopier copier, BackfillJournal journal, BackfillLease lease,
			BackfillSettings settings) {
		this.source = source;
		this.copier = copier;
		this.journal = journal;
		this.lease = lease;
		this.settings = settings;
		this.pace = new Pace(journal.options().itemsPerSecond());
	}

	BackfillJournal journal() {
		return this.journal;
	}

	/**
	 * Begins, and returns at once.
	 * @param executors creates the threads
	 * @param afterwards what is done when it has ended
	 */
	void start(TaskExecutorFactory executors, Runnable afterwards) {
		int segments = this.journal.options().segments();
		SimpleAsyncTaskExecutor threads = executors.createForWorkers("daplug-backfill-", segments + 1);
		this.working.set(segments);
		threads.execute(() -> {
			try {
				watch();
			}
			finally {
				// Nobody would renew the lease.
				end(BackfillState.INTERRUPTED);
				afterwards.run();
				this.ended.countDown();
				threads.close();
			}
		});
		for (int segment = 0; segment < segments; segment++) {
			start(threads, segment);
		}
	}

	private void start(SimpleAsyncTaskExecutor threads, int segment) {
		try {
			threads.execute(() -> work(segment));
		}
		catch (Throwable ex) {
			fail(MirrorFailure.of(ex), ex);
			workerEnded();
		}
	}

	/** Asks for an end before its time. The first who asks decides on the state. */
	void end(BackfillState state) {
		this.ending.compareAndSet(null, state);
		this.wake.release();
	}

	/** Waits for the end. */
	boolean awaitEnd(long nanos) throws InterruptedException {
		return this.ended.await(nanos, TimeUnit.NANOSECONDS);
	}

	private boolean isEnding() {
		return this.ending.get() != null;
	}

	private void work(int segment) {
		try {
			while (!isEnding() && !this.journal.isDone(segment)) {
				this.pace.await(this::isEnding);
				if (!isEnding()) {
					copyPage(segment);
				}
			}
		}
		// A thread that ends by an error has not copied its segment either.
		catch (Throwable ex) {
			fail(MirrorFailure.of(ex), ex);
		}
		finally {
			workerEnded();
		}
	}

	private void workerEnded() {
		this.working.decrementAndGet();
		this.wake.release();
	}

	private void copyPage(int segment) {
		StoredItems.Read page = this.source.items()
			.scan(new StoredItems.PageOfSegment(segment, this.journal.options().segments(),
					this.journal.cursor(segment), this.pace.page(this.journal.options().pageSize()),
					this.journal.options().consistentRead()));
		this.pace.read(page.items().size());
		PageCopier.Outcome outcome = this.copier.copy(page.items());
		this.journal.cost(page.readUnits() + outcome.readUnits());
		FailedChange fatal = outcome.failed()
			.stream()
			.filter((failure) -> !CopyFailures.isOfItem(failure.cause()))
			.findFirst()
			.orElse(null);
		if (fatal != null) {
			fail(MirrorFailure.of(fatal.change().identity(), fatal.cause()), fatal.cause());
			return;
		}
		this.journal.copied(page.items().size(), outcome.failed());
		this.journal.goOn(segment, page.lastKey());
		this.wake.release();
	}

	/** The page is read again when the backfill is resumed. */
	private void fail(MirrorFailure failure, Throwable cause) {
		if (!isEnding()) {
			this.journal.failed(failure);
			LoggableFailure.log(logger, "A backfill of table '%s' cannot go on; resume it when what failed is mended"
				.formatted(this.source.items().table().name()), cause);
			end(BackfillState.FAILED);
		}
	}

	private void watch() {
		long savedAt = System.nanoTime();
		while (this.working.get() > 0) {
			long left = this.settings.saveInterval().toNanos() - (System.nanoTime() - savedAt);
			if (!pause(left) && this.working.get() > 0) {
				savedAt = System.nanoTime();
				heed(this.lease.keep(BackfillState.RUNNING, this.journal));
			}
		}
		if (this.lost) {
			return;
		}
		BackfillState last = this.ending.get();
		heed(this.lease.keep((last != null) ? last : end(), this.journal));
	}

	/** The state when all threads have ended, and nobody has asked for that. */
	private BackfillState end() {
		return this.journal.isDone() ? BackfillState.COMPLETED : BackfillState.FAILED;
	}

	/** Waits a part of the time; answers whether there is some left. */
	private boolean pause(long nanos) {
		if (nanos <= 0) {
			return false;
		}
		try {
			if (this.wake.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
				this.wake.drainPermits();
				return true;
			}
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			end(BackfillState.INTERRUPTED);
			return false;
		}
	}

	private void heed(BackfillLease.Kept kept) {
		if (!kept.owned()) {
			logger.warn("A backfill of table '%s' ends here: its lease was taken over, or could not be renewed"
				.formatted(this.source.items().table().name()));
			this.lost = true;
			end(BackfillState.INTERRUPTED);
		}
		else if (kept.wanted() != null) {
			end(kept.wanted());
		}
	}

}
