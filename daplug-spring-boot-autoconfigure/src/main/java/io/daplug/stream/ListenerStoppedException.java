package io.daplug.stream;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A change was not handled because its listener was stopped. If the change was tried
 * before, the cause is why that failed. This exception is never thrown; it is the cause
 * of a {@link ChangeParked}.
 */
public final class ListenerStoppedException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The listener. */
	private final String listener;

	ListenerStoppedException(String listener, @Nullable Exception before) {
		super("Listener '%s' was stopped before it had handled the change".formatted(listener), before);
		this.listener = listener;
	}

	/**
	 * Returns the listener that was stopped.
	 * @return its id
	 */
	public String listener() {
		return this.listener;
	}

}
