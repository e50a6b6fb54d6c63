package io.daplug.autoconfigure.failure;

import io.daplug.table.UnknownTableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which table was probably meant by a name that none has.
 */
final class UnknownTableFailureAnalyzer extends AbstractFailureAnalyzer<UnknownTableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownTableException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				cause.nearest()
					.map("Ask for '%s'."::formatted)
					.orElse("Ask for a table that is configured, or add 'daplug.tables.%s'.".formatted(cause.table())),
				cause);
	}

}
