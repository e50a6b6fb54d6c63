package io.daplug.autoconfigure.stream;

import io.daplug.stream.ChangeSourceConflictException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which sources of changes are in each other's way.
 */
final class ChangeSourceConflictFailureAnalyzer extends AbstractFailureAnalyzer<ChangeSourceConflictException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ChangeSourceConflictException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Let each bean of type ChangeSource have a name of its own, and each table one source: 'tables()' of the source says which.",
				cause);
	}

}
