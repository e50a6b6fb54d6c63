package io.daplug.template.model;

import io.daplug.DaplugException;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The write may have been carried out, and may not: the answer of DynamoDB was lost, or
 * was that something went wrong inside of DynamoDB, and nothing else tells. The change is
 * not announced; only a stream of the table shows it, if it was made.
 * <p>
 * Read the item with a consistent read, and write again if it does not show the write. A
 * write that may be carried out twice can be repeated at once. A repeated insert that was
 * carried out fails with a {@link DuplicateItemException}, and a repeated write with an
 * expected value with a {@link io.daplug.idempotence.StaleItemException}.
 */
public final class UncertainWriteException extends TransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The item's key. */
	private final transient ItemKey key;

	/**
	 * Creates the exception.
	 * @param message what may have been carried out
	 * @param table the logical name of the table
	 * @param key the item's key
	 * @param cause what became of the last attempt; null if it succeeded and finds that
	 * an earlier one may have done the work
	 */
	public UncertainWriteException(String message, String table, ItemKey key, @Nullable Throwable cause) {
		super(message);
		if (cause != null) {
			initCause(cause);
		}
		this.table = table;
		this.key = key;
	}

	/**
	 * Returns the table.
	 * @return its logical name
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the item's key.
	 * @return the key, prefixes removed
	 */
	public ItemKey key() {
		return this.key;
	}

}
