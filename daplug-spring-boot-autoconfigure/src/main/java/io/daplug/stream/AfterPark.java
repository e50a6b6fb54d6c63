package io.daplug.stream;

/**
 * What happens to the later changes of a key after one of them was parked.
 */
public enum AfterPark {

	/** They are handled. */
	CONTINUE,

	/**
	 * They are parked without an attempt, until the key is
	 * {@linkplain ListenerContainer#release(io.daplug.item.ItemKey) released}.
	 */
	HOLD

}
