package io.daplug.conformance;

/**
 * A call of the corpus uses an argument that the typed API cannot say.
 */
final class NotExpressibleException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String argument;

	NotExpressibleException(String argument) {
		super("The typed API has no way to say '%s'".formatted(argument));
		this.argument = argument;
	}

	String argument() {
		return this.argument;
	}

}
