package io.daplug.mirror;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * An item is gone from a mirror's source, or does not belong in the destination any more,
 * and nobody knows the key of its copy: the change does not know the item as it was, and
 * the copy's key is made of more than the item's key. The copy, if there is one, stays.
 */
public final class UnknownCopyException extends InvalidDataAccessResourceUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which mirror and which item
	 */
	public UnknownCopyException(String message) {
		super(message);
	}

}
