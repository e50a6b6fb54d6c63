package io.daplug.template.model;

import java.util.List;

import io.daplug.DaplugException;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * All of a transaction may have been carried out, or nothing of it: no answer of DynamoDB
 * tells. Its changes are not announced; only the streams of the tables show them, if they
 * were made. Read one of its items with a consistent read, and make the transaction again
 * if the item does not show it.
 */
public final class UncertainTransactionException extends TransientDataAccessResourceException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The entries. */
	private final transient List<TransactionFailure.Entry> entries;

	/**
	 * Creates the exception.
	 * @param message what may have been carried out
	 * @param entries the entries
	 * @param cause what became of the last attempt
	 */
	public UncertainTransactionException(String message, List<TransactionFailure.Entry> entries, Throwable cause) {
		super(message, cause);
		this.entries = List.copyOf(entries);
	}

	/**
	 * Returns the entries.
	 * @return all entries, in their order
	 */
	public List<TransactionFailure.Entry> entries() {
		return this.entries;
	}

}
