package io.daplug.sample;

/**
 * There is no such order.
 */
final class OrderNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
