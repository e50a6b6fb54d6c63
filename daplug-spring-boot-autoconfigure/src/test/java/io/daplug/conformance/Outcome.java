package io.daplug.conformance;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a step came to.
 */
sealed interface Outcome {

	/**
	 * It returned.
	 *
	 * @param result what it returned
	 */
	record Returned(@Nullable Object result) implements Outcome {

	}

	/**
	 * It failed.
	 *
	 * @param kinds the corpus's kinds of errors that this failure counts as
	 * @param cause what was thrown
	 */
	record Failed(Set<ErrorKind> kinds, RuntimeException cause) implements Outcome {

		@Override
		public String toString() {
			return "%s: %s".formatted(this.cause.getClass().getSimpleName(), this.cause.getMessage());
		}

	}

}
