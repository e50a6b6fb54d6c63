package io.daplug.autoconfigure.stream.kcl;

import io.daplug.stream.kcl.StreamUnavailableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to enable so that the stream of a table can be read.
 */
final class StreamUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<StreamUnavailableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StreamUnavailableException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
