package io.daplug.tenant;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The id of a tenant cannot be a part of a key. Nothing was sent.
 */
public final class InvalidTenantException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param problem what is wrong with the id
	 */
	InvalidTenantException(String problem) {
		super("The id of the tenant " + problem);
	}

}
