package io.daplug.schema;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.daplug.DaplugException;
import io.daplug.text.NearestName;

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

}
