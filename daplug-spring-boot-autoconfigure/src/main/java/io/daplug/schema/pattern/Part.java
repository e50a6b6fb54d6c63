package io.daplug.schema.pattern;

import java.util.List;

/**
 * A part of a regular expression.
 */
sealed interface Part {

	/** Nothing at all, which is found everywhere. */
	Part NOTHING = new Row(List.of());

	/**
	 * One character of a set.
	 *
	 * @param points the set
	 */
	record One(CodePoints points) implements Part {

	}

	/**
	 * Parts that follow one another.
	 *
	 * @param parts the parts
	 */
	record Row(List<Part> parts) implements Part {

	}

	/**
	 * Parts of which one is there.
	 *
	 * @param parts the parts
	 */
	record Either(List<Part> parts) implements Part {

	}

	/**
	 * A part that is there several times.
	 *
	 * @param part the part
	 * @param least how many times at least
	 * @param most how many times at most, negative for any number
	 */
	record Times(Part part, int least, int most) implements Part {

	}

	/**
	 * A part whose text can be referred to.
	 *
	 * @param number the number of the group, from one
	 * @param part the part
	 */
	record Group(int number, Part part) implements Part {

	}

	/**
	 * The text of a group once more.
	 *
	 * @param groups the numbers of groups of which at most one has a text
	 */
	record Again(List<Integer> groups) implements Part {

	}

	/**
	 * A place in the text.
	 *
	 * @param kind which places
	 */
	record Place(Kind kind) implements Part {

		/** Kinds of places. */
		enum Kind {

			START, END, WORD_EDGE, NO_WORD_EDGE

		}

	}

	/**
	 * A place where something lies ahead or behind.
	 *
	 * @param part what
	 * @param ahead whether it lies ahead
	 * @param absent whether it must not be there
	 */
	record Look(Part part, boolean ahead, boolean absent) implements Part {

	}

}
