package io.daplug.mirror;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The filter of a mirror cannot be evaluated on an item, so nobody knows whether the item
 * belongs in the destination. The message holds the filter and nothing of the item.
 */
public final class MirrorFilterException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which filter, on an item of which table, and why
	 */
	public MirrorFilterException(String message) {
		super(message);
	}

}
