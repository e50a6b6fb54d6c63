package io.daplug.idempotence;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A value of the idempotence key is neither a number nor a point in time where one is
 * needed, to compare it or to advance it. Nothing was written.
 */
public final class InvalidIdempotenceValueException extends InvalidDataAccessApiUsageException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which value is unusable and what is expected
	 */
	public InvalidIdempotenceValueException(String message) {
		super(message);
	}

}
