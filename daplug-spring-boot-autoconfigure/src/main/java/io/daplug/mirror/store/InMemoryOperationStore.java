package io.daplug.mirror.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps operations as long as the process lives.
 */
public final class InMemoryOperationStore implements OperationStore {

	private final Map<String, StoredOperation> operations = new ConcurrentHashMap<>();

	@Override
	public Optional<StoredOperation> find(String id) {
		return Optional.ofNullable(this.operations.get(id));
	}

	@Override
	public @Nullable StoredOperation save(StoredOperation operation) {
		StoredOperation saved = new StoredOperation(operation.id(), operation.version() + 1,
				Map.copyOf(operation.attributes()));
		StoredOperation kept = this.operations.compute(operation.id(), (id, current) -> {
			long version = (current != null) ? current.version() : 0;
			return (current == null || version == operation.version()) ? saved : current;
		});
		return (kept == saved) ? saved : null;
	}

	@Override
	public boolean isShared() {
		return false;
	}

}
