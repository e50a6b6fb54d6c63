package io.daplug.autoconfigure.failure;

import io.daplug.dynamodb.TableNotFoundException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells how a table comes to be that DynamoDB does not have.
 */
final class TableNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<TableNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TableNotFoundException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Create the table, set 'daplug.tables.%s.name' to one that is there, or 'daplug.create-tables' to if-missing for development."
					.formatted(cause.table()),
				cause);
	}

}
