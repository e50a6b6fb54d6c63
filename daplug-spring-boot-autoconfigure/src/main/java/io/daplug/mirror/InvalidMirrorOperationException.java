package io.daplug.mirror;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An operation on a mirror cannot be carried out: there is no such mirror, or what is to
 * be paused, resumed or begun is in another state. Nothing was done.
 */
public final class InvalidMirrorOperationException extends InvalidDataAccessApiUsageException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which mirror, what is wrong, and what to do
	 */
	public InvalidMirrorOperationException(String message) {
		super(message);
	}

}
