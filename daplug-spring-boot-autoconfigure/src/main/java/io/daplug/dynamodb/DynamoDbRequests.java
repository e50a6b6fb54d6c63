package io.daplug.dynamodb;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import org.springframework.util.Assert;

/**
 * Sends the requests of one table and translates what the SDK throws. Whatever wants to
 * know of requests (observations, the consumed capacity) belongs here.
 */
public final class DynamoDbRequests {

	private final DynamoDbClient client;

	private final String table;

	private final ConnectionState state;

	private final SdkExceptionTranslator translator;

	/**
	 * Creates the door of a table.
	 * @param client sends the requests
	 * @param table the logical name of the table
	 * @param tableName the name of the table in DynamoDB
	 */
	public DynamoDbRequests(DynamoDbClient client, String table, String tableName) {
		this(client, table, tableName, new ConnectionState());
	}

	/**
	 * Creates the door of a table, which is closed with the application.
	 * @param client sends the requests
	 * @param table the logical name of the table
	 * @param tableName the name of the table in DynamoDB
	 * @param state whether requests may be sent
	 */
	public DynamoDbRequests(DynamoDbClient client, String table, String tableName, ConnectionState state) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
		this.table = table;
		this.state = state;
		this.translator = new SdkExceptionTranslator(table, tableName, client);
	}

	/**
	 * Sends a request.
	 * @param <R> type of the response
	 * @param operation what the request does, for messages
	 * @param request sends it
	 * @return the response
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses it or
	 * cannot be reached
	 */
	public <R> R send(String operation, Function<DynamoDbClient, R> request) {
		requireOpen(operation);
		try {
			return request.apply(this.client);
		}
		catch (SdkException | IllegalStateException ex) {
			throw translated(operation, ex);
		}
	}

	/**
	 * Sends a request that has a condition.
	 * @param <R> type of the answer
	 * @param operation what the request does, for messages
	 * @param request sends it
	 * @param unmet answers, or throws, where the condition is not met
	 * @return the answer
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses the request
	 * for another reason or cannot be reached
	 */
	public <R extends @Nullable Object> R sendConditional(String operation, Function<DynamoDbClient, R> request,
			Function<ConditionalCheckFailedException, R> unmet) {
		requireOpen(operation);
		try {
			return request.apply(this.client);
		}
		catch (ConditionalCheckFailedException ex) {
			return unmet.apply(ex);
		}
		catch (SdkException | IllegalStateException ex) {
			throw translated(operation, ex);
		}
	}

	private void requireOpen(String operation) {
		if (this.state.isClosed()) {
			throw closed(operation, "the application is closed", null);
		}
	}

	private RuntimeException translated(String operation, RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IllegalStateException && String.valueOf(cause.getMessage()).contains("shut down")) {
				return closed(operation, "the DynamoDB client is closed, as it is when the application is closing",
						failure);
			}
		}
		return (failure instanceof SdkException ex) ? this.translator.translate(operation, ex) : failure;
	}

	private ApplicationClosedException closed(String operation, String state, @Nullable Throwable cause) {
		return new ApplicationClosedException(
				"%s on table '%s' was not sent: %s; end what reads and writes before the context closes"
					.formatted(operation, this.table, state),
				this.table, cause);
	}

}
