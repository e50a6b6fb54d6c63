package io.daplug.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that was probably meant by one that is not known.
 */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * Finds the name that was probably meant.
	 * @param name the name that is not known
	 * @param names the names that are
	 * @return the most similar one, if it is similar enough
	 */
	public static Optional<String> of(String name, Collection<String> names) {
		int most = Math.max(2, name.length() / 3);
		return names.stream().min(bySimilarity(name)).filter((candidate) -> edits(name, candidate) <= most);
	}

	/**
	 * Sorts names by their similarity to one that is not known. Names that are equally
	 * similar are in the order of the alphabet.
	 * @param name the name that is not known
	 * @param names the names that are
	 * @return the names, the most similar one first
	 */
	public static List<String> sorted(String name, Collection<String> names) {
		return names.stream().sorted(bySimilarity(name)).toList();
	}

	private static Comparator<String> bySimilarity(String name) {
		return Comparator.<String>comparingInt((candidate) -> edits(name, candidate))
			.thenComparing(Comparator.naturalOrder());
	}

	/**
	 * Returns what a message that says that a name is not known adds about the name that
	 * was probably meant.
	 * @param name the name that is not known
	 * @param names the names that are
	 * @return {@code "; did you mean 'x'?"}, or nothing if no name is similar enough
	 */
	public static String question(String name, Collection<String> names) {
		return of(name, names).map("; did you mean '%s'?"::formatted).orElse("");
	}

	/**
	 * Counts the edits that turn one name into another: letters that are added, left out,
	 * replaced, or swapped with their neighbour. Upper and lower case are alike.
	 * @param left a name
	 * @param right another name
	 * @return how many edits it takes
	 */
	public static int edits(String left, String right) {
		String from = left.toLowerCase(Locale.ROOT);
		String to = right.toLowerCase(Locale.ROOT);
		int[] before = new int[to.length() + 1];
		int[] above = new int[to.length() + 1];
		int[] row = new int[to.length() + 1];
		for (int column = 0; column < row.length; column++) {
			row[column] = column;
		}
		for (int line = 1; line <= from.length(); line++) {
			int[] free = before;
			before = above;
			above = row;
			row = free;
			row[0] = line;
			for (int column = 1; column <= to.length(); column++) {
				boolean same = from.charAt(line - 1) == to.charAt(column - 1);
				int edits = Math.min(above[column - 1] + (same ? 0 : 1), 1 + Math.min(above[column], row[column - 1]));
				boolean swapped = line > 1 && column > 1 && from.charAt(line - 1) == to.charAt(column - 2)
						&& from.charAt(line - 2) == to.charAt(column - 1);
				row[column] = swapped ? Math.min(edits, before[column - 2] + 1) : edits;
			}
		}
		return row[to.length()];
	}

}
