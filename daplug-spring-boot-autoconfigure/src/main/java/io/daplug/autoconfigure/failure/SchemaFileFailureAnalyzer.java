package io.daplug.autoconfigure.failure;

import io.daplug.schema.SchemaFileException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which schema file is broken, and where.
 */
final class SchemaFileFailureAnalyzer extends AbstractFailureAnalyzer<SchemaFileException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaFileException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Correct the file '%s', or set 'daplug.schema' to the right one.".formatted(cause.location()), cause);
	}

}
