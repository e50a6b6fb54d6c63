package io.daplug.schema;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.daplug.DaplugException;
import io.daplug.text.NearestName;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * No schema file defines the schema that was asked for. The message lists the names that
 * are most similar.
 */
public final class UnknownSchemaException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private static final int OFFERED = 3;

	/** The schema. */
	private final String schema;

	/** Names that are close. */
	private final transient List<String> nearest;

	UnknownSchemaException(String schema, Collection<String> known, Collection<String> locations) {
		this(schema, NearestName.sorted(schema, known).stream().limit(OFFERED).toList(), known.isEmpty(), locations);
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
	 * Returns the unknown name.
	 * @return the name
	 */
	public String schema() {
		return this.schema;
	}

	/**
	 * Returns the names of existing schemas that are most similar to the unknown one, the
	 * most similar first.
	 * @return at most three names; none if there are no schemas
	 */
	public List<String> nearest() {
		return (this.nearest != null) ? this.nearest : List.of();
	}

}
