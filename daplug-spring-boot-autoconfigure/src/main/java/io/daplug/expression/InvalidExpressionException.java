package io.daplug.expression;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A plain expression is not valid, or does not match the names and values that were
 * passed with it. Thrown before any request is made. The message shows placeholders,
 * never values.
 */
public final class InvalidExpressionException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** How much of a long expression the message shows on each side of the mistake. */
	private static final int EXCERPT = 60;

	/** The expression, as it was given. */
	private final String expression;

	/** The index of the mistake, -1 if it has none. */
	private final int position;

	InvalidExpressionException(String expression, int position, String problem) {
		super(message(expression, position, problem));
		this.expression = expression;
		this.position = position;
	}

	/**
	 * Creates an exception for a condition that cannot be used as it is meant.
	 * @param condition the condition
	 * @param problem what is wrong
	 * @return the exception
	 */
	public static InvalidExpressionException of(Condition condition, String problem) {
		return new InvalidExpressionException(condition.toString(), -1, problem);
	}

	/**
	 * Creates an exception for an update expression that cannot be used as it is meant.
	 * @param change the update expression
	 * @param problem what is wrong
	 * @return the exception
	 */
	public static InvalidExpressionException of(UpdateExpression change, String problem) {
		return new InvalidExpressionException(change.toString(), -1, problem);
	}

	/**
	 * Returns the expression as it was passed.
	 * @return the expression; if the problem concerns several expressions that share
	 * names and values, all of them, separated by semicolons
	 */
	public String expression() {
		return this.expression;
	}

	/**
	 * Returns the position of the problem.
	 * @return the index of the first wrong character, starting with 0; the length of the
	 * expression if something is missing at its end; -1 if the problem has no position,
	 * such as an unused value
	 */
	public int position() {
		return this.position;
	}

	private static String message(String expression, int position, String problem) {
		if (position < 0) {
			return "Expression '" + excerpt(expression, 0) + "' is not valid: " + problem;
		}
		return "Expression '" + excerpt(expression, position) + "' is not valid at position " + position + ": "
				+ problem;
	}

	private static String excerpt(String expression, int position) {
		int from = Math.max(0, position - EXCERPT);
		int to = Math.min(expression.length(), position + EXCERPT);
		return ((from > 0) ? "…" : "") + expression.substring(from, to) + ((to < expression.length()) ? "…" : "");
	}

}
