package io.daplug.table;

import java.util.Collection;
import java.util.Optional;

import io.daplug.DaplugException;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * No table has the logical name that was asked for. The message offers the most similar
 * one.
 */
public final class UnknownTableException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The name that no table has. */
	private final String table;

	/** The most similar name. */
	private final @Nullable String nearest;

	UnknownTableException(String table, Collection<String> names) {
		super("Table '%s' is not configured%s Correct the name, or add '%s'; configured are %s".formatted(table,
				sentenceEnd(NearestName.question(table, names)), "daplug.tables." + table,
				names.stream().sorted().toList()));
		this.table = table;
		this.nearest = NearestName.of(table, names).orElse(null);
	}

	private static String sentenceEnd(String question) {
		return question.isEmpty() ? "." : question;
	}

	/**
	 * Returns the name that no table has.
	 * @return the name as it was asked for
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the table that was probably meant.
	 * @return the most similar logical name, if one is similar enough
	 */
	public Optional<String> nearest() {
		return Optional.ofNullable(this.nearest);
	}

}
