package io.daplug.autoconfigure.stream;

import io.daplug.stream.InvalidListenerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what is wrong with a listener and how to declare it.
 */
final class InvalidListenerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidListenerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidListenerException cause) {
		return new FailureAnalysis("Listener '%s' %s.".formatted(cause.listener(), cause.problem()), cause.action(),
				cause);
	}

}
