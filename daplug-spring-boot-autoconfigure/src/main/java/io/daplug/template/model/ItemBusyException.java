package io.daplug.template.model;

import io.daplug.DaplugException;

import org.springframework.dao.CannotAcquireLockException;

/**
 * The item was not written, because other threads of this application are writing it and
 * did not come to an end in time, because the thread was interrupted while it waited for
 * them, or because the listeners of its changes do not keep up. Nothing was sent. The
 * call can be made again.
 */
public final class ItemBusyException extends CannotAcquireLockException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what the write waited for
	 */
	public ItemBusyException(String message) {
		super(message);
	}

}
