package io.daplug.expression;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A plain expression cannot be understood, or does not fit the names and values that came
 * with it. Raised before any request is made. The message shows placeholders, never
 * values.
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
	 * Returns the expression, as it was given.
	 * @return the expression; if the mistake concerns several that share names and
	 * values, all of them, separated by semicolons
	 */
	public String expression() {
		return this.expression;
	}

	/**
	 * Returns where the expression is wrong.
	 * @return the index of the first character that does not fit, beginning with 0; the
	 * length of the expression if something is missing at its end; -1 if the mistake has
	 * no place in the expression, as an unused value has none
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
