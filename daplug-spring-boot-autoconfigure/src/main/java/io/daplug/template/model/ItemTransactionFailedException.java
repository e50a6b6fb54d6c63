package io.daplug.template.model;

import java.util.List;
import java.util.stream.Stream;

import io.daplug.DaplugException;

import org.springframework.dao.DataAccessException;

/**
 * Entries of a transaction could not be carried out, so nothing of it was written.
 * {@link #failures()} says which entries, and why each of them.
 * <p>
 * The cause is the exception with which a single write of the first of these entries
 * would have failed, such as a {@link DuplicateItemException} or a
 * {@link io.daplug.idempotence.StaleItemException}; those of the others are suppressed
 * exceptions. Handlers of exceptions and retries that look at causes, as Spring's do,
 * find it.
 */
public final class ItemTransactionFailedException extends DataAccessException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What failed, in the order of the entries. */
	private final transient List<TransactionFailure> failures;

	/**
	 * Creates the exception.
	 * @param message what failed
	 * @param failures what failed, in the order of the entries; one at least
	 */
	public ItemTransactionFailedException(String message, List<TransactionFailure> failures) {
		super(message, failures.get(0).cause());
		this.failures = List.copyOf(failures);
		this.failures.stream().skip(1).forEach((failure) -> addSuppressed(failure.cause()));
	}

	/**
	 * Returns what failed.
	 * @return the failures, in the order of the entries; one at least
	 */
	public List<TransactionFailure> failures() {
		return this.failures;
	}

	/**
	 * Says whether all entries that failed have failed for one of some reasons. A
	 * transaction that failed {@code only(STALE)} can be made again from what is stored.
	 * @param kinds the reasons
	 * @return whether there is no other reason
	 */
	public boolean only(TransactionFailure.Kind... kinds) {
		return this.failures.stream().allMatch((failure) -> Stream.of(kinds).anyMatch(failure.kind()::equals));
	}

}
