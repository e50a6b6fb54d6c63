package io.daplug.template.model;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A page token is damaged, or belongs to another query or scan. Nothing was read. Begin
 * with the first page.
 */
public final class InvalidPageTokenException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 * @param cause DynamoDB's answer; null if nothing was sent
	 */
	public InvalidPageTokenException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
