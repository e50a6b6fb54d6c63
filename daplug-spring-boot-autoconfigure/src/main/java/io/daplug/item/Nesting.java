package io.daplug.item;

/**
 * Counts how deep containers lie in each other. DynamoDB allows 32 levels, of which the
 * item is the first. The limit is also what ends the conversion of objects that contain
 * themselves.
 */
final class Nesting {

	/** The level of the item itself. */
	static final int ITEM = 1;

	private static final int MAX_LEVELS = 32;

	private Nesting() {
	}

	/**
	 * Returns the level of a container inside another one.
	 * @throws InvalidItemException if that is too deep
	 */
	static int below(int level) {
		if (level >= MAX_LEVELS) {
			throw new InvalidItemException("lies deeper than the " + MAX_LEVELS
					+ " levels that DynamoDB allows; make the item flatter, and look for objects that contain themselves");
		}
		return level + 1;
	}

}
