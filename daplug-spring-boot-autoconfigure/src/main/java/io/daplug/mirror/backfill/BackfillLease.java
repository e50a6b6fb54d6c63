package io.daplug.mirror.backfill;

import java.time.Instant;
import java.util.Optional;

import io.daplug.mirror.BackfillState;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.StoredOperation;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The right of one instance to run a backfill. Saving the progress renews it. Used by one
 * thread.
 */
final class BackfillLease {

	private static final Log logger = LogFactory.getLog(BackfillLease.class);

	private final OperationStore store;

	private final BackfillSettings settings;

	private final String owner;

	private StoredOperation saved;

	private long savedAt = System.nanoTime();

	/** Whether the last attempt failed. */
	private boolean failing;

	/**
	 * Creates a lease.
	 * @param store where the backfill is kept
	 * @param settings for how long the lease is
	 * @param saved the backfill as the owner has saved it
	 */
	BackfillLease(OperationStore store, BackfillSettings settings, StoredOperation saved) {
		this.store = store;
		this.settings = settings;
		this.saved = saved;
		this.owner = BackfillRecord.of(saved.attributes()).lease().owner();
	}

	/**
	 * What an attempt to save has found.
	 *
	 * @param owned whether the backfill is still this owner's
	 * @param wanted the state that somebody asked for; null for none
	 */
	record Kept(boolean owned, @Nullable BackfillState wanted) {

	}

	/**
	 * Saves the progress. What somebody asked for meanwhile is handed on, also if the
	 * progress is not saved then: the next save writes over it.
	 */
	Kept keep(BackfillState state, BackfillJournal journal) {
		BackfillState wanted = null;
		try {
			StoredOperation kept = save(state, journal);
			while (kept == null) {
				Optional<StoredOperation> now = this.store.find(this.saved.id());
				BackfillRecord record = now.map((operation) -> BackfillRecord.of(operation.attributes())).orElse(null);
				if (record == null || !record.lease().owner().equals(this.owner)) {
					return new Kept(false, null);
				}
				this.saved = now.get();
				wanted = record.wanted();
				kept = save((wanted != null && state.isResumable()) ? wanted : state, journal);
			}
			this.saved = kept;
			this.savedAt = System.nanoTime();
			this.failing = false;
			return new Kept(true, wanted);
		}
		catch (RuntimeException ex) {
			if (!this.failing) {
				LoggableFailure.log(logger, "The progress of '%s' cannot be saved".formatted(this.saved.id()), ex);
				this.failing = true;
			}
			boolean owned = System.nanoTime() - this.savedAt < this.settings.lease().toNanos();
			return new Kept(owned, wanted);
		}
	}

	private @Nullable StoredOperation save(BackfillState state, BackfillJournal journal) {
		Instant now = this.settings.clock().instant();
		Instant until = (state == BackfillState.RUNNING) ? now.plus(this.settings.lease()) : now;
		BackfillRecord record = new BackfillRecord(state, null, new BackfillRecord.Lease(this.owner, until), now,
				journal);
		return this.store.save(this.saved.with(record.attributes()));
	}

}
