package io.daplug.table.admin;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A wait for a table ended before the table was as awaited: its time was over, or the
 * thread was interrupted, and its flag is set again. DynamoDB goes on with what it was
 * told to do, so the table can be waited for again.
 */
public final class TableWaitException extends TransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** How far the table was. */
	private final transient @Nullable TableProgress progress;

	/**
	 * Creates the exception.
	 * @param message what was waited for, and how far it was
	 * @param progress how far the table was; null if DynamoDB did not say so
	 * @param cause what ended the wait; null if its time was over
	 */
	public TableWaitException(String message, @Nullable TableProgress progress, @Nullable Throwable cause) {
		super(message);
		if (cause != null) {
			initCause(cause);
		}
		this.progress = progress;
	}

	/**
	 * Returns how far the table was when it was last looked at.
	 * @return the progress; null if DynamoDB did not answer
	 */
	public @Nullable TableProgress progress() {
		return this.progress;
	}

}
