package io.daplug.mirror;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A mirror cannot tell what a change makes of the copy, since the change does not hold
 * the item. Either it does not hold the item as it is now, of which the copy is made. Or
 * the item is gone from the mirror's source, or does not belong in the destination any
 * more; the change does not hold the item as it was; and the copy's key is made of more
 * than the item's key. Or the mirror is guarded, and the change has no place in a stream.
 * The copy, if there is one, stays.
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
