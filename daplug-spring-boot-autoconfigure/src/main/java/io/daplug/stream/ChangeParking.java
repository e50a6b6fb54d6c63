package io.daplug.stream;

/**
 * Keeps changes that could not be handled, so that somebody can look at them. May be
 * called by several threads at once, and more than once for the same change.
 */
@FunctionalInterface
public interface ChangeParking {

	/** Keeps nothing. */
	ChangeParking NO_OP = new ChangeParking() {

		@Override
		public void park(ChangeParked parked) {
		}

		@Override
		public boolean keepsChanges() {
			return false;
		}

	};

	/**
	 * Keeps a change.
	 * @param parked the change, its listener, and why it was not handled
	 * @throws Exception if it could not be kept; this is logged, and nobody tries again
	 */
	void park(ChangeParked parked) throws Exception;

	/**
	 * Says whether changes are kept at all. Where they are not, a change that its
	 * listener could not handle because it was stopped has no {@link ChangeReceipt}, so
	 * that its source hands it over again after the next start.
	 * @return whether they are; {@code true} by default
	 */
	default boolean keepsChanges() {
		return true;
	}

}
