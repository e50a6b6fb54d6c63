package io.daplug.stream;

import io.daplug.DaplugException;

/**
 * Two sources of changes cannot work side by side: they feed the same table, or have the
 * same name.
 */
public final class ChangeSourceConflictException extends IllegalStateException implements DaplugException {

	private static final long serialVersionUID = 1L;

	ChangeSourceConflictException(String message) {
		super(message);
	}

}
