package io.daplug.template;

import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import org.springframework.dao.DataAccessException;

/**
 * Translates what the SDK throws into Spring's data access exceptions, the cause kept.
 */
final class SdkExceptions {

	private SdkExceptions() {
	}

	/** Makes a request without a condition of its own. */
	static <R> R translate(TableDefinition table, String operation, Supplier<R> request) {
		try {
			return request.get();
		}
		catch (SdkException ex) {
			throw translate(table, operation, ex);
		}
	}

	/** Makes a conditional request. */
	static <R extends @Nullable Object> R translate(TableDefinition table, String operation, Supplier<R> request,
			Function<ConditionalCheckFailedException, R> refused) {
		try {
			return request.get();
		}
		catch (ConditionalCheckFailedException ex) {
			return refused.apply(ex);
		}
		catch (SdkException ex) {
			throw translate(table, operation, ex);
		}
	}

	static DataAccessException translate(TableDefinition table, String operation, SdkException ex) {
		if (ex instanceof ResourceNotFoundException) {
			return new TableNotFoundException(
					"DynamoDB has no table '%s', which table '%s' is configured with, or it is not active yet"
						.formatted(table.tableName(), table.name()),
					table.name(), ex);
		}
		if (throttled(ex)) {
			return new ThrottledException(
					"%s on table '%s' was refused for lack of capacity".formatted(operation, table.name()),
					table.name(), ex);
		}
		return new DynamoDbAccessException("%s on table '%s' failed: %s".formatted(operation, table.name(), reason(ex)),
				table.name(), ex);
	}

	static boolean throttled(SdkException ex) {
		return ex instanceof ProvisionedThroughputExceededException || ex instanceof RequestLimitExceededException
				|| ex instanceof ThrottlingException || ex instanceof TransactionConflictException
				|| (ex instanceof AwsServiceException service && service.isThrottlingException());
	}

	private static String reason(SdkException ex) {
		return (ex instanceof AwsServiceException service && service.awsErrorDetails() != null)
				? service.awsErrorDetails().errorCode() + ", " + service.awsErrorDetails().errorMessage()
				: String.valueOf(ex.getMessage());
	}

}
