package io.daplug.schema;

import java.util.List;
import java.util.stream.Collectors;

import io.daplug.DaplugException;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * An item does not match its schema. Thrown before any request is made, with all
 * violations and not only the first. Neither the message nor the violations contain
 * values of the item.
 */
public final class SchemaViolationException extends DataIntegrityViolationException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private static final int SHOWN = 20;

	/** The schema. */
	private final String schema;

	/** What is violated. */
	private final transient List<SchemaViolation> violations;

	/**
	 * Creates an exception.
	 * @param schema the name of the violated schema
	 * @param violations the violations, at least one
	 */
	public SchemaViolationException(String schema, List<SchemaViolation> violations) {
		super(message(schema, violations));
		this.schema = schema;
		this.violations = List.copyOf(violations);
	}

	private static String message(String schema, List<SchemaViolation> violations) {
		String shown = violations.stream()
			.limit(SHOWN)
			.map(SchemaViolation::toString)
			.collect(Collectors.joining("; "));
		int hidden = violations.size() - SHOWN;
		return "Item does not match schema '" + schema + "': " + shown
				+ ((hidden > 0) ? "; … " + hidden + " more" : "");
	}

	/**
	 * Returns the name of the violated schema.
	 * @return the name
	 */
	public String schema() {
		return this.schema;
	}

	/**
	 * Returns all violations, including those that the message leaves out for brevity.
	 * @return the violations; empty only after Java serialization, which keeps the
	 * message alone
	 */
	public List<SchemaViolation> violations() {
		return (this.violations != null) ? this.violations : List.of();
	}

}
