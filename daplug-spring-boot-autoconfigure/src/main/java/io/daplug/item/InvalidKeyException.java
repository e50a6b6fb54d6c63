package io.daplug.item;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A key is missing, empty, or of a type that keys cannot have. Thrown before any request
 * is made.
 */
public class InvalidKeyException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what is wrong with the key, and what is allowed
	 */
	public InvalidKeyException(String message) {
		super(message);
	}

}
