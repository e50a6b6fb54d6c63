package io.daplug.idempotence;

import io.daplug.DaplugException;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The stored item has no value for the idempotence key, so nothing can tell whether it
 * changed. Nothing was written. {@code missing: adopt} lets such items in.
 */
public final class MissingIdempotenceValueException extends DataIntegrityViolationException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which attribute of which item is missing
	 */
	public MissingIdempotenceValueException(String message) {
		super(message);
	}

}
