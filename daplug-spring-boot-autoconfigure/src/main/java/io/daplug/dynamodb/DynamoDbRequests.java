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

	private final SdkExceptionTranslator translator;

	/**
	 * Creates the door of a table.
	 * @param client sends the requests
	 * @param table the logical name of the table
	 * @param tableName the name of the table in DynamoDB
	 */
	public DynamoDbRequests(DynamoDbClient client, String table, String tableName) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
		this.translator = new SdkExceptionTranslator(table, tableName);
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
		try {
			return request.apply(this.client);
		}
		catch (SdkException ex) {
			throw this.translator.translate(operation, ex);
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
		try {
			return request.apply(this.client);
		}
		catch (ConditionalCheckFailedException ex) {
			return unmet.apply(ex);
		}
		catch (SdkException ex) {
			throw this.translator.translate(operation, ex);
		}
	}

}
