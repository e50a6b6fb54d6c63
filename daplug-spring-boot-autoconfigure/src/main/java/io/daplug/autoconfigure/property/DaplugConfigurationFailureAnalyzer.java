package io.daplug.autoconfigure.property;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Tells which property to set to what, and in which file it, or what is beside it, is
 * set.
 */
public final class DaplugConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<DaplugConfigurationException> {

	private final Environment environment;

	/**
	 * Creates the analyzer.
	 * @param environment tells where properties are set
	 */
	public DaplugConfigurationFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DaplugConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage() + PropertyOrigin.in(this.environment).describe(cause.property()),
				cause.action(), cause);
	}

}
