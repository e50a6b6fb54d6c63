package io.daplug.autoconfigure;

import io.daplug.table.TableMismatchException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which properties to change when a table is not as declared.
 */
final class TableMismatchFailureAnalyzer extends AbstractFailureAnalyzer<TableMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TableMismatchException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set 'daplug.tables.%1$s.hash-key' and 'daplug.tables.%1$s.range-key' to the table's keys (and 'hash-key-type' and 'range-key-type' beside them, as those of the indexes, to their types), or 'daplug.tables.%1$s.name' to another table."
					.formatted(cause.table()),
				cause);
	}

}
