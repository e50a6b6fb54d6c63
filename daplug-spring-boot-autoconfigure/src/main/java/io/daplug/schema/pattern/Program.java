package io.daplug.schema.pattern;

/**
 * A pattern as steps of a machine. A step goes on to the next one unless it says
 * otherwise.
 *
 * @param codes what each step does
 * @param first the step's first argument
 * @param second the step's second argument
 * @param members the classes of characters that belong to each set
 * @param uses the conditions that steps ask for, as bits
 */
record Program(byte[] codes, int[] first, int[] second, boolean[][] members, int uses) {

	/** Takes one character of the set {@code first}. */
	static final byte ONE = 0;

	/** Goes on at {@code first}. */
	static final byte JUMP = 1;

	/** Goes on at {@code first} and at {@code second}. */
	static final byte FORK = 2;

	/**
	 * Goes on if the condition {@code first} is met, or not if {@code second} is zero.
	 */
	static final byte HOLDS = 3;

	/** Ends: the pattern is found. */
	static final byte FOUND = 4;

	/** Writes down the position in the register {@code first}. */
	static final byte MARK = 5;

	/** Forgets the registers from {@code first} to below {@code second}. */
	static final byte FORGET = 6;

	/** Goes on if the position is another than the one in the register {@code first}. */
	static final byte PROGRESS = 7;

	/** Takes the text between two registers again, from {@code first} on. */
	static final byte AGAIN = 8;

	/**
	 * Goes on if what begins at the step {@code first} lies ahead or behind, as
	 * {@code second} says in bits: one for ahead, two for must not be there.
	 */
	static final byte TRY = 9;

	/** The condition that the text begins here. */
	static final int START = 1;

	/** The condition that the text ends here. */
	static final int END = 2;

	/** The condition that a word begins or ends here. */
	static final int WORD_EDGE = 4;

	int size() {
		return this.codes.length;
	}

}
