package io.daplug.autoconfigure.property;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.daplug.DaplugException;

/**
 * The configuration cannot work. Names the property, what is wrong with it and what to
 * set.
 */
public final class DaplugConfigurationException extends RuntimeException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private static final Pattern OPTION = Pattern.compile("'([a-z-]+)'(?: of an? ([a-z-]+))? (.*)");

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

	/**
	 * Creates the exception for an option that was refused. The message of the refusal
	 * begins with the name of the option, which is that of the property, and with the
	 * group that it is in, if any: {@code 'max' of a backoff must not be ...}.
	 * @param prefix what all options begin with as properties
	 * @param refusal says which option cannot be so, and why
	 * @return the exception
	 */
	public static DaplugConfigurationException ofOption(String prefix, IllegalArgumentException refusal) {
		String message = String.valueOf(refusal.getMessage());
		Matcher option = OPTION.matcher(message);
		String property = prefix;
		if (option.matches()) {
			property += ((option.group(2) != null) ? "." + option.group(2) : "") + "." + option.group(1);
			message = option.group(3);
		}
		return new DaplugConfigurationException(property, message,
				"Set '%s' to such a value, or remove it.".formatted(property));
	}

	String property() {
		return this.property;
	}

	String action() {
		return this.action;
	}

}
