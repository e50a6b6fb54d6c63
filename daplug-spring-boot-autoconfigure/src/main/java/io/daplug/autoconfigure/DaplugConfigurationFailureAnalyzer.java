package io.daplug.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which property to set to what.
 */
final class DaplugConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<DaplugConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DaplugConfigurationException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
