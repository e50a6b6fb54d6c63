package io.daplug.autoconfigure.mirror;

import java.util.stream.Collectors;

import io.daplug.mirror.MirrorCycleException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which mirrors lead back to where they begin.
 */
final class MirrorCycleFailureAnalyzer extends AbstractFailureAnalyzer<MirrorCycleException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MirrorCycleException cause) {
		String names = cause.mirrors()
			.stream()
			.map((mirror) -> "'" + mirror.name() + "'")
			.collect(Collectors.joining(", "));
		return new FailureAnalysis(cause.getMessage(),
				"Remove one of the mirrors %s (below 'daplug.mirrors', or @MirrorTo), or let it write another table."
					.formatted(names),
				cause);
	}

}
