package io.daplug.template.batch;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A clear ended before it was through: its thread was interrupted, keys could not be
 * read, DynamoDB refused one delete after the other, or the consumer of its progress
 * failed. Or items are left of a clear that {@link ClearResult#requireComplete() was to
 * be complete}. What was removed stays removed, and the result says how much that is. The
 * same clear, made again, removes what is left.
 */
public final class IncompleteClearException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What was done. */
	private final transient ClearResult result;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param result what was done
	 * @param cause why it ended; null if the thread was interrupted
	 */
	public IncompleteClearException(String message, ClearResult result, @Nullable Throwable cause) {
		super(message, cause);
		this.result = result;
	}

	/**
	 * Returns what the clear did before it ended.
	 * @return what was done
	 */
	public ClearResult result() {
		return this.result;
	}

}
