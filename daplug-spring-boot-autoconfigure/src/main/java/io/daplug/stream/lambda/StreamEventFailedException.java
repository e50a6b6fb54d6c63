package io.daplug.stream.lambda;

import io.daplug.DaplugException;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * An event of Lambda was not handled as a whole, and Lambda cannot be told in another
 * way. It hands the event over again, so the function must not catch this. What failed is
 * in the log; the exception holds nothing of it, since Lambda logs the exception, too.
 */
public final class StreamEventFailedException extends NonTransientDataAccessResourceException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what was not handled
	 */
	public StreamEventFailedException(String message) {
		super(message);
	}

}
