package io.daplug.stream.lambda;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A record comes from a stream that this application does not listen to. It is never
 * thrown: it is why a record was not handled.
 */
public final class UnknownStreamException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	UnknownStreamException(String message) {
		super(message);
	}

}
