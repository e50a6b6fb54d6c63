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

	SilentStore(OperationStore store) {
		this.store = store;
	}

	/** Is reached again. */
	synchronized void speak() {
		this.cut = false;
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
		return this.store.save(operation);
	}

	@Override
	public boolean isShared() {
		return this.store.isShared();
	}

}
