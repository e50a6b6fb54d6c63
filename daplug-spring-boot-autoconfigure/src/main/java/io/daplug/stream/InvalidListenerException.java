package io.daplug.stream;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A listener cannot work as it is declared. Thrown when the application starts;
 * {@link #action()} says how to correct it.
 */
public final class InvalidListenerException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The listener. */
	private final String listener;

	/** What is wrong. */
	private final String problem;

	/** What to do. */
	private final String action;

	/**
	 * Creates an exception.
	 * @param listener the listener: a method, or an id
	 * @param problem what is wrong
	 * @param action what to do
	 */
	public InvalidListenerException(String listener, String problem, String action) {
		super("Listener '%s' %s. %s".formatted(listener, problem, action));
		this.listener = listener;
		this.problem = problem;
		this.action = action;
	}

	/**
	 * Creates an exception.
	 * @param listener the listener: a method, or an id
	 * @param problem what is wrong
	 * @param action what to do
	 * @param cause what was thrown
	 */
	public InvalidListenerException(String listener, String problem, String action, Exception cause) {
		super("Listener '%s' %s. %s".formatted(listener, problem, action), cause);
		this.listener = listener;
		this.problem = problem;
		this.action = action;
	}

	/**
	 * Returns the listener.
	 * @return the method, or the id
	 */
	public String listener() {
		return this.listener;
	}

	/**
	 * Returns what is wrong.
	 * @return the end of a sentence that begins with the listener
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns what to do.
	 * @return a sentence
	 */
	public String action() {
		return this.action;
	}

}
