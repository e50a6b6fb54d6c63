package io.daplug.schema;

import java.util.List;
import java.util.stream.Collectors;

import io.daplug.DaplugException;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * An item is not what its schema asks for. Raised before any request is made; lists every
 * violation, not only the first. Neither the message nor the violations hold values of
 * the item.
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
	 * @param violations what is wrong, at least one
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
		return "Item does not fit schema '" + schema + "': " + shown + ((hidden > 0) ? "; … " + hidden + " more" : "");
	}

	/**
	 * The name of the violated schema.
	 * @return the name
	 */
	public String schema() {
		return this.schema;
	}

	/**
	 * Everything that is wrong, also what the message leaves out for brevity.
	 * @return the violations, never empty; empty only after Java serialization, which
	 * keeps the message alone
	 */
	public List<SchemaViolation> violations() {
		return (this.violations != null) ? this.violations : List.of();
	}

}
