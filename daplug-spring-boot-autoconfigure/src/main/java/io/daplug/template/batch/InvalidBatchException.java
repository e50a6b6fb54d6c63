package io.daplug.template.batch;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An entry of a batch cannot be written, or a key of it cannot be read. Nothing was sent.
 * The cause says what is wrong with the entry.
 */
public final class InvalidBatchException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The entry's place in the batch. */
	private final int index;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param index the entry's place in the batch, from 0
	 * @param cause what is wrong with the entry; null if it is null itself
	 */
	public InvalidBatchException(String message, int index, @Nullable Throwable cause) {
		super(message, cause);
		this.index = index;
	}

	/**
	 * Returns the entry's place in the batch.
	 * @return the place, from 0
	 */
	public int index() {
		return this.index;
	}

}
