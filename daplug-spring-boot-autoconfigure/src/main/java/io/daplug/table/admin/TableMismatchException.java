package io.daplug.table.admin;

import io.daplug.table.TableDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.util.Assert;

/**
 * Tables in DynamoDB are not as they are declared.
 */
public final class TableMismatchException extends InvalidDataAccessResourceUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What differs, by the logical names of the tables. */
	private final transient Map<String, List<TableDifference>> differences;

	/**
	 * Creates the exception.
	 * @param differences what differs, by tables; one table at least
	 */
	public TableMismatchException(Map<TableDefinition, List<TableDifference>> differences) {
		super(message(differences));
		Assert.notEmpty(differences, "'differences' must not be empty");
		Map<String, List<TableDifference>> byName = new LinkedHashMap<>();
		differences.forEach((table, points) -> byName.put(table.name(), List.copyOf(points)));
		this.differences = Collections.unmodifiableMap(byName);
	}

	private static String message(Map<TableDefinition, List<TableDifference>> differences) {
		StringBuilder message = new StringBuilder();
		differences.forEach((table, points) -> {
			message.append((message.length() > 0) ? "\n" : "")
				.append("Table '%s' (%s in DynamoDB) is not as declared:".formatted(table.name(), table.tableName()));
			points.forEach((point) -> message.append("\n  - ").append(point));
		});
		return message.toString();
	}

	/**
	 * Returns what differs.
	 * @return the differences by the logical names of the tables
	 */
	public Map<String, List<TableDifference>> differences() {
		return this.differences;
	}

}
