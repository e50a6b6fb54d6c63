package io.daplug.mirror.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.scan.MirrorTables;
import io.daplug.mirror.scan.PageCopier;
import io.daplug.mirror.scan.SourceTable;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.StoredOperation;
import io.daplug.task.TaskExecutorFactory;

/**
 * The backfills of all mirrors: those that this instance runs, and those that are kept.
 */
public final class Backfills {

	private final MirrorTables tables;

	private final OperationStore store;

	private final BackfillSettings settings;

	private final TaskExecutorFactory executors;

	private final Map<String, BackfillRun> running = new ConcurrentHashMap<>();

	public Backfills(MirrorTables tables, OperationStore store, BackfillSettings settings,
			TaskExecutorFactory executors) {
		this.tables = tables;
		this.store = store;
		this.settings = settings;
		this.executors = executors;
	}

	/** Begins a backfill. */
	public synchronized BackfillProgress begin(String mirror, BackfillOptions options) {
		this.tables.handler(mirror);
		Optional<StoredOperation> kept = this.store.find(id(mirror));
		kept.ifPresent((operation) -> {
			BackfillState state = record(operation).stateAt(now());
			if (state == BackfillState.RUNNING || state.isResumable()) {
				throw new InvalidMirrorOperationException((state == BackfillState.RUNNING)
						? "A backfill of mirror '%s' is running already; cancel it before another one begins"
							.formatted(mirror)
						: "A backfill of mirror '%s' was stopped before its end, it is %s; resume or cancel it"
							.formatted(mirror, state));
			}
		});
		return run(mirror, kept.orElseGet(() -> StoredOperation.fresh(id(mirror), Map.of())),
				new BackfillJournal(options));
	}

	/** Goes on with one that was stopped. */
	public synchronized BackfillProgress resume(String mirror) {
		StoredOperation kept = require(mirror);
		BackfillRecord record = record(kept);
		BackfillState state = record.stateAt(now());
		if (!state.isResumable()) {
			throw new InvalidMirrorOperationException(
					"The backfill of mirror '%s' cannot be resumed: it is %s".formatted(mirror, state));
		}
		return run(mirror, kept, record.journal());
	}

	private BackfillProgress run(String mirror, StoredOperation kept, BackfillJournal journal) {
		BackfillRecord record = new BackfillRecord(BackfillState.RUNNING, null,
				new BackfillRecord.Lease(UUID.randomUUID().toString(), now().plus(this.settings.lease())), now(),
				journal);
		StoredOperation own = this.store.save(kept.with(record.attributes()));
		if (own == null) {
			throw new InvalidMirrorOperationException(
					"A backfill of mirror '%s' was begun, or changed, by another instance at this moment"
						.formatted(mirror));
		}
		SourceTable source = this.tables.source(mirror);
		BackfillRun run = new BackfillRun(source, new PageCopier(this.tables.handler(mirror), source), journal,
				new BackfillLease(this.store, this.settings, own), this.settings);
		this.running.put(mirror, run);
		try {
			run.start(this.executors, () -> this.running.remove(mirror, run));
		}
		catch (Throwable ex) {
			// It can be resumed when its lease is over.
			this.running.remove(mirror, run);
			throw ex;
		}
		return record.progress(mirror, now());
	}

	/** How far the latest backfill is. */
	public Optional<BackfillProgress> progress(String mirror) {
		this.tables.handler(mirror);
		BackfillRun run = this.running.get(mirror);
		if (run != null) {
			return Optional.of(running(mirror, run));
		}
		return this.store.find(id(mirror)).map((kept) -> record(kept).progress(mirror, now()));
	}

	private BackfillProgress running(String mirror, BackfillRun run) {
		return new BackfillProgress(mirror, BackfillState.RUNNING, run.journal().counts(), run.journal().failures(),
				now());
	}

	/** Stops one that is running, or one that could be resumed. */
	public BackfillProgress stop(String mirror, BackfillState wanted) {
		this.tables.handler(mirror);
		BackfillRun run = this.running.get(mirror);
		if (run != null) {
			run.end(wanted);
			return running(mirror, run);
		}
		while (true) {
			StoredOperation kept = require(mirror);
			BackfillRecord record = record(kept);
			BackfillState state = record.stateAt(now());
			boolean remote = state == BackfillState.RUNNING;
			if (!remote && (!state.isResumable() || state == wanted)) {
				throw new InvalidMirrorOperationException("The backfill of mirror '%s' cannot be %s: it is %s"
					.formatted(mirror, (wanted == BackfillState.PAUSED) ? "paused" : "cancelled", state));
			}
			BackfillRecord changed = remote ? record.wanting(wanted) : record.in(wanted);
			if (this.store.save(kept.with(changed.attributes())) != null) {
				return changed.progress(mirror, now());
			}
		}
	}

	/** Stops all that this instance runs; others, or this one later, can resume them. */
	public void close(Duration limit) {
		this.running.values().forEach((run) -> run.end(BackfillState.INTERRUPTED));
		long end = System.nanoTime() + limit.toNanos();
		try {
			for (BackfillRun run : this.running.values()) {
				run.awaitEnd(end - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private StoredOperation require(String mirror) {
		this.tables.handler(mirror);
		return this.store.find(id(mirror))
			.orElseThrow(() -> new InvalidMirrorOperationException(
					"No backfill of mirror '%s' is known%s".formatted(mirror, this.store.isShared() ? ""
							: "; without a table in 'daplug.mirror-operations.table', none is after a restart")));
	}

	private static BackfillRecord record(StoredOperation kept) {
		return BackfillRecord.of(kept.attributes());
	}

	private Instant now() {
		return this.settings.clock().instant();
	}

	private static String id(String mirror) {
		return "backfill:" + mirror;
	}

}
