package io.daplug.mirror.backfill;

import java.util.Optional;

import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.StoredOperation;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A store as a process has it that is cut off after its first save.
 */
final class SilentStore implements OperationStore {

	private final OperationStore store;

	private boolean saved;

	private boolean cut = true;

	private int refused;

	SilentStore(OperationStore store) {
		this.store = store;
	}

	/** Is reached again. */
	synchronized void speak() {
		this.cut = false;
	}

	/** How many saves were refused because another process had saved meanwhile. */
	synchronized int refused() {
		return this.refused;
	}

	@Override
	public Optional<StoredOperation> find(String id) {
		return this.store.find(id);
	}

	@Override
	public synchronized @Nullable StoredOperation save(StoredOperation operation) {
		if (this.saved && this.cut) {
			throw new TransientDataAccessResourceException("cut off");
		}
		this.saved = true;
		StoredOperation kept = this.store.save(operation);
		if (kept == null) {
			this.refused++;
		}
		return kept;
	}

	@Override
	public boolean isShared() {
		return this.store.isShared();
	}

}
