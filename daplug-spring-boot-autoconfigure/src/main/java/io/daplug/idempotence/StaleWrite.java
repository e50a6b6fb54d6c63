package io.daplug.idempotence;

/**
 * A write is stale and was not sent. Only the template sees it: it knows table, key and
 * stored item, and tells the caller with a {@link StaleItemException}.
 */
public final class StaleWrite extends Exception {

	private static final long serialVersionUID = 1L;

	StaleWrite(String message) {
		super(message, null, false, false);
	}

}
