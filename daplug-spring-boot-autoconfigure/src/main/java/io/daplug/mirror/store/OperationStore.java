package io.daplug.mirror.store;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where operations are kept. Of several who save one operation at the same time, one
 * succeeds. Safe for use by many threads.
 */
public interface OperationStore {

	/**
	 * Reads an operation as it is at this moment.
	 * @param id what tells it from others
	 * @return the operation; empty if it is not known
	 * @throws org.springframework.dao.DataAccessException if it cannot be read
	 */
	Optional<StoredOperation> find(String id);

	/**
	 * Saves an operation, unless another one was saved since it was read.
	 * @param operation the operation, with the version that was read
	 * @return the operation as it is kept, with its new version; null if another one was
	 * saved, and so nothing was done
	 * @throws org.springframework.dao.DataAccessException if nobody knows whether it was
	 * saved, or if it was not
	 */
	@Nullable StoredOperation save(StoredOperation operation);

	/**
	 * Says whether other instances, and this one after a restart, see what is kept.
	 * @return whether they do
	 */
	boolean isShared();

}
