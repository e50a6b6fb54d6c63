package io.daplug.stream;

/**
 * What becomes of later changes of a key after one of its changes was parked.
 */
public enum AfterPark {

	/** They are handled as if nothing had happened. */
	CONTINUE,

	/**
	 * They are parked too, untried, until the key is
	 * {@linkplain ListenerContainer#release(io.daplug.item.ItemKey) released}.
	 */
	HOLD

}
