package io.daplug.template.batch;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * Part of a batch was not written or read, or nobody knows. Its result says which.
 */
public final class IncompleteBatchException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param cause DynamoDB's answer; null if nothing was sent
	 */
	public IncompleteBatchException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
