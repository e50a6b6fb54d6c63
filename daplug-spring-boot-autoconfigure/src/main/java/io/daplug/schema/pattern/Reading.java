package io.daplug.schema.pattern;

import java.util.BitSet;

/**
 * One text while a pattern is searched for in it: the conditions that hold at its places,
 * and the steps that may still be done.
 */
final class Reading {

	/** Thrown where going on would cost too much. It tells nothing but that. */
	static final class Exhausted extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private Exhausted() {
			super("too many steps", null, false, false);
		}

	}

	private static final Exhausted EXHAUSTED = new Exhausted();

	/**
	 * How many steps a character may cost on average. A pattern that refers to no groups
	 * needs as many as it has parts, and a few after the first texts.
	 */
	private static final int STEPS_PER_CHARACTER = 1000;

	/** How many steps any text may cost. */
	private static final int STEPS_PER_TEXT = 10_000_000;

	private static final int[] NO_MARKS = {};

	private static final BitSet[] NO_LOOKS = {};

	private final String text;

	private final BitSet[] looks;

	private long steps;

	private int[] marks = NO_MARKS;

	private int[] stack = NO_MARKS;

	private int[] reached = NO_MARKS;

	private int generation;

	Reading(String text, int looks) {
		this.text = text;
		this.looks = (looks > 0) ? new BitSet[looks] : NO_LOOKS;
		this.steps = (long) STEPS_PER_CHARACTER * text.length() + STEPS_PER_TEXT;
	}

	String text() {
		return this.text;
	}

	void spend(int steps) {
		this.steps -= steps;
		if (this.steps < 0) {
			throw EXHAUSTED;
		}
	}

	/**
	 * Says where something lies ahead or behind.
	 * @param number which of the pattern's looks
	 * @param places the places
	 */
	void look(int number, BitSet places) {
		this.looks[number] = places;
	}

	/**
	 * The conditions that hold at a place.
	 * @param at the place
	 * @param wanted those that matter, as bits
	 * @return those that hold, as bits
	 */
	int conditions(int at, int wanted) {
		int held = (at == 0) ? Program.START : 0;
		held |= (at == this.text.length()) ? Program.END : 0;
		if ((wanted & Program.WORD_EDGE) != 0 && isWord(at - 1) != isWord(at)) {
			held |= Program.WORD_EDGE;
		}
		for (int i = 0; i < this.looks.length; i++) {
			if ((wanted & (Program.WORD_EDGE << (i + 1))) != 0 && this.looks[i].get(at)) {
				held |= Program.WORD_EDGE << (i + 1);
			}
		}
		return held & wanted;
	}

	private boolean isWord(int at) {
		return at >= 0 && at < this.text.length() && CodePoints.WORD.contains(this.text.charAt(at));
	}

	/** Begins a set of steps of a program. */
	void begin(int size) {
		if (this.marks.length < size) {
			this.marks = new int[size];
			this.stack = new int[size];
			this.reached = new int[size];
			this.generation = 0;
		}
		this.generation++;
	}

	/**
	 * Room for the steps of one set.
	 * @return an array that is used again for the next set
	 */
	int[] stack() {
		return this.stack;
	}

	/**
	 * More room for the steps of one set.
	 * @return an array that is used again for the next set
	 */
	int[] reached() {
		return this.reached;
	}

	/**
	 * Adds a step to the set.
	 * @param step the step
	 * @return whether it was not in it
	 */
	boolean add(int step) {
		boolean added = this.marks[step] != this.generation;
		this.marks[step] = this.generation;
		return added;
	}

}
