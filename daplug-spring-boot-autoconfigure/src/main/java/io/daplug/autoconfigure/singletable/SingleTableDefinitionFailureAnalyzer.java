package io.daplug.autoconfigure.singletable;

import io.daplug.singletable.SingleTableDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells why types cannot share a table, and what to do.
 */
final class SingleTableDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<SingleTableDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SingleTableDefinitionException cause) {
		return new FailureAnalysis(sentence(cause.problem()), sentence(cause.remedy()), cause);
	}

	private static String sentence(String text) {
		return (text.endsWith(".") || text.endsWith("?")) ? text : text + ".";
	}

}
