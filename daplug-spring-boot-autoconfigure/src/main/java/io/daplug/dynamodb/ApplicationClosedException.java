package io.daplug.dynamodb;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A request could not be sent, because the application context, or its DynamoDB client,
 * is closed. What reads and writes has to end before the context closes: beans that
 * depend on the template are destroyed before it, and threads of the application are to
 * be stopped by such a bean.
 */
public final class ApplicationClosedException extends NonTransientDataAccessResourceException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/**
	 * Creates the exception.
	 * @param message what could not be sent
	 * @param table the logical name of the table
	 * @param cause what the client threw; null if it was not asked
	 */
	public ApplicationClosedException(String message, String table, @Nullable Throwable cause) {
		super(message, cause);
		this.table = table;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

}
