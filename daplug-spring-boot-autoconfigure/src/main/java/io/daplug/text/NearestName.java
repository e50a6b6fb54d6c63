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
		return names.stream().min(bySimilarity(name)).filter((candidate) -> distance(name, candidate) <= most);
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
		return Comparator.<String>comparingInt((candidate) -> distance(name, candidate))
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

	/** Edits that turn one name into the other, upper and lower case alike. */
	private static int distance(String left, String right) {
		String from = left.toLowerCase(Locale.ROOT);
		String to = right.toLowerCase(Locale.ROOT);
		int[] row = new int[to.length() + 1];
		for (int column = 0; column < row.length; column++) {
			row[column] = column;
		}
		for (int line = 1; line <= from.length(); line++) {
			int diagonal = row[0];
			row[0] = line;
			for (int column = 1; column <= to.length(); column++) {
				int replaced = diagonal + ((from.charAt(line - 1) == to.charAt(column - 1)) ? 0 : 1);
				diagonal = row[column];
				row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
			}
		}
		return row[to.length()];
	}

}
