package io.daplug.stream;

/**
 * Keeps changes that could not be handled, so that somebody can look at them. May be
 * called by several threads at once, and for the same change more than once.
 */
@FunctionalInterface
public interface ChangeParking {

	/** Keeps nothing. */
	ChangeParking NO_OP = (parked) -> {
	};

	/**
	 * Keeps a change.
	 * @param parked the change, its listener, and why
	 * @throws Exception if it could not be kept; this is logged, and nobody tries again
	 */
	void park(ChangeParked parked) throws Exception;

}
