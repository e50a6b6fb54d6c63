package io.daplug.template.batch;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A rewrite ended before it was through: its thread was interrupted, items could not be
 * read, one item after the other failed, or the consumer of its progress failed. What was
 * rewritten stays so. Another call with the position of the result goes on. Where one
 * item after the other failed, the position lies before these items, so that they are
 * tried again.
 */
public final class IncompleteRewriteException extends NonTransientDataAccessResourceException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What was done. */
	private final transient RewriteResult result;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param result what was done
	 * @param cause why it ended; null if the thread was interrupted
	 */
	public IncompleteRewriteException(String message, RewriteResult result, @Nullable Throwable cause) {
		super(message, cause);
		this.result = result;
	}

	/**
	 * Returns what the rewrite did before it ended.
	 * @return what was done, with the position
	 */
	public RewriteResult result() {
		return this.result;
	}

}
