package io.daplug.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A schema is named that no schema file defines. The message offers the names that are
 * most alike.
 */
public final class UnknownSchemaException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private static final int OFFERED = 3;

	/** The schema. */
	private final String schema;

	/** Names that are close. */
	private final transient List<String> nearest;

	UnknownSchemaException(String schema, Collection<String> known, Collection<String> locations) {
		this(schema, nearest(schema, known), known.isEmpty(), locations);
	}

	private UnknownSchemaException(String schema, List<String> nearest, boolean nothingKnown,
			Collection<String> locations) {
		super("No schema is named '" + schema + "'"
				+ (nothingKnown ? ": no schema file is configured"
						: " in " + String.join(", ", locations) + ". Nearest known: "
								+ nearest.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "))));
		this.schema = schema;
		this.nearest = nearest;
	}

	/**
	 * The name that is not known.
	 * @return the name as it was asked for
	 */
	public String schema() {
		return this.schema;
	}

	/**
	 * Known names that resemble the one asked for, most alike first.
	 * @return at most three names; none if no schema is known
	 */
	public List<String> nearest() {
		return (this.nearest != null) ? this.nearest : List.of();
	}

	private static List<String> nearest(String name, Collection<String> known) {
		return known.stream()
			.sorted(Comparator.<String>comparingInt((candidate) -> distance(name, candidate))
				.thenComparing(Comparator.naturalOrder()))
			.limit(OFFERED)
			.toList();
	}

	private static int distance(String left, String right) {
		String from = left.toLowerCase(Locale.ROOT);
		String to = right.toLowerCase(Locale.ROOT);
		int[] row = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int substitution = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[to.length()];
	}

}
