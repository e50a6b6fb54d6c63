package io.daplug.template.model;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A transaction cannot be carried out as it is: it has too few or too many entries, names
 * an item twice, is too large, spans several clients, or has an entry that is unusable by
 * itself, which the cause explains. Nothing was sent.
 */
public final class InvalidTransactionException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The entry's place in the transaction. */
	private final int index;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param index the place of the entry that is wrong, from 0; -1 if it is the whole
	 * @param cause what is wrong with the entry by itself; null if nothing is
	 */
	public InvalidTransactionException(String message, int index, @Nullable Throwable cause) {
		super(message, cause);
		this.index = index;
	}

	/**
	 * Returns the place of the entry that is wrong.
	 * @return the place, from 0; -1 if it is the whole transaction
	 */
	public int index() {
		return this.index;
	}

}
