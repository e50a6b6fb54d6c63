package io.daplug.local;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

import io.daplug.DaplugException;

/**
 * The embedded DynamoDB cannot start here.
 */
public final class EmbeddedDynamoDbStartException extends DataAccessResourceFailureException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/**
	 * What is in the way.
	 */
	private final Problem problem;

	EmbeddedDynamoDbStartException(Problem problem, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.problem = problem;
	}

	/**
	 * Creates the exception for a class path without DynamoDB Local.
	 * @return the exception
	 */
	public static EmbeddedDynamoDbStartException libraryMissing() {
		return new EmbeddedDynamoDbStartException(Problem.LIBRARY,
				"The embedded DynamoDB needs DynamoDB Local, which is not on the class path", null);
	}

	static EmbeddedDynamoDbStartException libraryIncomplete(Throwable cause) {
		return new EmbeddedDynamoDbStartException(Problem.LIBRARY,
				"The embedded DynamoDB needs DynamoDB Local, which is not complete on the class path: " + cause, cause);
	}

	/**
	 * Returns what is in the way.
	 * @return the problem
	 */
	public Problem problem() {
		return this.problem;
	}

	/**
	 * What may keep the embedded DynamoDB from starting.
	 */
	public enum Problem {

		/**
		 * The port is taken, or not open to this process.
		 */
		PORT,

		/**
		 * The directory for the data cannot be written, or is in use.
		 */
		PATH,

		/**
		 * DynamoDB Local, or a library that it needs, is not on the class path.
		 */
		LIBRARY,

		/**
		 * Something else: see the cause.
		 */
		OTHER

	}

}
