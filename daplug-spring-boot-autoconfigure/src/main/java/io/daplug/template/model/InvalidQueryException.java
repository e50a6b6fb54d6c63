package io.daplug.template.model;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A query or scan cannot be carried out as it is asked. Nothing was read.
 */
public final class InvalidQueryException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 */
	public InvalidQueryException(String message) {
		super(message);
	}

}
