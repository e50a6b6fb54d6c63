package io.daplug.conformance;

import java.util.HashSet;
import java.util.Set;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.batch.InvalidBatchException;

/**
 * Which of our exceptions are of the kinds of errors that only the table manager knows.
 * There, each is a refusal before a request, and so it must be here.
 */
final class ManagerErrors {

	private ManagerErrors() {
	}

	/**
	 * Kinds of an exception that a step raised.
	 * @param ex the exception
	 * @param step the step
	 * @param written whether a request to write was made
	 */
	static Set<ErrorKind> kinds(RuntimeException ex, Step step, boolean written) {
		if (ex instanceof InvalidBatchException && ex.getCause() instanceof RuntimeException entry) {
			return kinds(entry, step, written);
		}
		Set<ErrorKind> kinds = new HashSet<>(ErrorKind.of(ex, false, written));
		if (!kinds.containsAll(ErrorKind.REFUSALS)) {
			return kinds;
		}
		if (ex instanceof InvalidExpressionException) {
			add(kinds, "missing-input", "invalid-expression", "invalid-query");
		}
		if (ex instanceof InvalidKeyException || ex instanceof InvalidItemException) {
			add(kinds, "missing-key-method", "missing-attribute", "invalid-attribute-type", "missing-input");
		}
		if (ex instanceof RecordClass.MissingFieldException || lacksRequired(ex)) {
			add(kinds, "required-field-missing");
		}
		if (step.operation().equals("query") && step.arguments().value("partition_key") == null) {
			add(kinds, "missing-partition-key");
		}
		return kinds;
	}

	private static boolean lacksRequired(RuntimeException ex) {
		return ex instanceof SchemaViolationException violations
				&& violations.violations().stream().anyMatch((violation) -> violation.keyword().equals("required"));
	}

	private static void add(Set<ErrorKind> kinds, String... names) {
		for (String name : names) {
			kinds.add(new ErrorKind(name, null));
		}
	}

}
