package io.daplug.customize;

import io.daplug.DaplugException;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * An {@link ItemCustomizer} refuses an item, and nothing was written of it. Applications
 * may extend it. The message is the application's: clients of a web service may see it.
 */
public class RefusedItemException extends DataIntegrityViolationException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what is wrong with the item, without its contents
	 */
	public RefusedItemException(String message) {
		super(message);
	}

}
