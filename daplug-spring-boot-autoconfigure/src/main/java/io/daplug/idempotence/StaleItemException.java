package io.daplug.idempotence;

import java.util.Optional;

import io.daplug.DaplugException;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * The write was made from a state of the item that is no longer the stored one. Nothing
 * was written. The caller reads again, or goes on from {@link #stored()}, and tries
 * again.
 */
public final class StaleItemException extends OptimisticLockingFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The item's key. */
	private final transient ItemKey key;

	/** The item as it is stored now. */
	private final transient @Nullable Item<?> stored;

	/**
	 * Creates the exception.
	 * @param message what was stale
	 * @param table the logical name of the table
	 * @param key the item's key
	 * @param stored the item as it is stored now; null if there is none
	 * @param cause DynamoDB's refusal; null when the write was refused before it went out
	 */
	public StaleItemException(String message, String table, ItemKey key, @Nullable Item<?> stored,
			@Nullable Throwable cause) {
		super(message, cause);
		this.table = table;
		this.key = key;
		this.stored = stored;
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

	/**
	 * Returns the item as it is stored now.
	 * @return the item, prefixes removed; empty if it was deleted
	 */
	public Optional<Item<?>> stored() {
		return Optional.ofNullable(this.stored);
	}

}
