package io.daplug.singletable;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Types cannot be kept in one table as they are declared. Thrown at start, before
 * anything is sent; the message says what is wrong and what to do.
 */
public final class SingleTableDefinitionException extends InvalidDataAccessApiUsageException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The class that cannot be kept. */
	private final @Nullable Class<?> type;

	/** The attribute that is wrong. */
	private final @Nullable String attribute;

	/** What is wrong. */
	private final String problem;

	/** What to do. */
	private final String remedy;

	/**
	 * Creates an exception.
	 * @param type the class that cannot be kept; null if it is about none in particular
	 * @param attribute the attribute that is wrong; null if it is about none
	 * @param problem what is wrong
	 * @param remedy what to do
	 */
	public SingleTableDefinitionException(@Nullable Class<?> type, @Nullable String attribute, String problem,
			String remedy) {
		super(problem + (problem.endsWith("?") ? " " : ". ") + remedy);
		this.type = type;
		this.attribute = attribute;
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * Returns the type that cannot be kept as it is declared.
	 * @return the class; null if it is about none in particular
	 */
	public @Nullable Class<?> type() {
		return this.type;
	}

	/**
	 * Returns the attribute that is wrong.
	 * @return the attribute's name; null if it is about none
	 */
	public @Nullable String attribute() {
		return this.attribute;
	}

	/**
	 * Returns what is wrong.
	 * @return the problem, as a sentence without its full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Returns what to do.
	 * @return the remedy, as a sentence without its full stop
	 */
	public String remedy() {
		return this.remedy;
	}

}
