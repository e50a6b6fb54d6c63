package io.daplug.schema.document;

/**
 * A schema file wants more than the {@link LoadBudget} has. It is not tried in another
 * way.
 */
final class TooLargeException extends UnusableDocumentException {

	private static final long serialVersionUID = 1L;

	TooLargeException(Place place, String problem) {
		super(place, problem, null);
	}

}
