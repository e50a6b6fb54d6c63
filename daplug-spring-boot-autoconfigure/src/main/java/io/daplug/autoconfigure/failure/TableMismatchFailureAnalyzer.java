package io.daplug.autoconfigure.failure;

import java.util.LinkedHashSet;
import java.util.Set;

import io.daplug.table.admin.TableMismatchException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do about tables that are not as they are declared.
 */
final class TableMismatchFailureAnalyzer extends AbstractFailureAnalyzer<TableMismatchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TableMismatchException cause) {
		Set<String> actions = new LinkedHashSet<>();
		cause.differences().values().forEach((points) -> points.forEach((point) -> actions.add(point.action())));
		return new FailureAnalysis(String.valueOf(cause.getMessage()), String.join("\n", actions), cause);
	}

}
