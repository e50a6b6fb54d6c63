package io.daplug.customize;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * An {@link ItemCustomizer} failed, and nothing was written of its item. The message says
 * which one; the cause is what it threw, if it threw anything.
 */
public final class ItemCustomizerException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what failed
	 * @param cause what the customizer threw; null if it threw nothing
	 */
	public ItemCustomizerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
