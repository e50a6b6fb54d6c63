package io.daplug.autoconfigure.property;

import io.daplug.DaplugException;

/**
 * The configuration cannot work. Names the property, what is wrong with it and what to
 * set.
 */
public final class DaplugConfigurationException extends RuntimeException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The property that is wrong. */
	private final String property;

	/** What to do. */
	private final String action;

	/**
	 * Creates the exception.
	 * @param property the property that is wrong
	 * @param problem what is wrong with it
	 * @param action what to do
	 */
	public DaplugConfigurationException(String property, String problem, String action) {
		super("Property '%s': %s".formatted(property, problem));
		this.property = property;
		this.action = action;
	}

	String property() {
		return this.property;
	}

	String action() {
		return this.action;
	}

}
