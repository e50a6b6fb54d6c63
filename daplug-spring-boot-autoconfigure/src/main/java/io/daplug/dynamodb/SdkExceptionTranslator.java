package io.daplug.dynamodb;

import java.util.List;

import io.daplug.text.QuotedValues;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import org.springframework.dao.DataAccessException;

/**
 * Translates what the SDK throws into exceptions of Spring's data access hierarchy. The
 * cause is kept.
 */
final class SdkExceptionTranslator {

	private final String table;

	private final String tableName;

	private final DynamoDbClient client;

	SdkExceptionTranslator(String table, String tableName, DynamoDbClient client) {
		this.table = table;
		this.tableName = tableName;
		this.client = client;
	}

	String tableName() {
		return this.tableName;
	}

	DataAccessException translate(String operation, SdkException ex) {
		if (ex instanceof ResourceNotFoundException) {
			return new TableNotFoundException(
					("DynamoDB%s has no table '%s', which table '%s' is configured with, or it is not active yet; "
							+ "create it, or set 'daplug.create-tables' to if-missing for development")
						.formatted(ClientPlace.of(this.client), this.tableName, this.table),
					this.table, ex);
		}
		if (ex instanceof TransactionConflictException) {
			return new WriteConflictException(
					"%s on table '%s' was refused because a transaction is writing the item; try again"
						.formatted(operation, this.table),
					this.table, ex);
		}
		if (ex instanceof ReplicatedWriteConflictException) {
			return new WriteConflictException(
					"%s on table '%s' was refused because another region is writing the item; try again"
						.formatted(operation, this.table),
					this.table, ex);
		}
		if (isThrottled(ex)) {
			return new ThrottledException("%s on table '%s' was refused for lack of capacity%s".formatted(operation,
					this.table, reasons(ThrottledException.throttlingReasons(ex))), this.table, ex);
		}
		if (MissingCredentials.isCauseOf(ex)) {
			return new DynamoDbAccessException("%s on table '%s' was not sent: %s".formatted(operation, this.table,
					MissingCredentials.message(ex)), this.table, ex);
		}
		return new DynamoDbAccessException("%s on table '%s' failed: %s".formatted(operation, this.table, reason(ex)),
				this.table, ex);
	}

	private static boolean isThrottled(SdkException ex) {
		return ex instanceof ProvisionedThroughputExceededException || ex instanceof RequestLimitExceededException
				|| ex instanceof ThrottlingException
				|| (ex instanceof AwsServiceException service && service.isThrottlingException());
	}

	private static String reasons(List<ThrottlingReason> reasons) {
		return reasons.isEmpty() ? "" : ": " + String.join(", ",
				reasons.stream().map((reason) -> reason.reason() + " of " + reason.resource()).toList());
	}

	private static String reason(SdkException ex) {
		return (ex instanceof AwsServiceException service && service.awsErrorDetails() != null)
				? service.awsErrorDetails().errorCode() + ", "
						+ QuotedValues.leftOut(service.awsErrorDetails().errorMessage())
				: QuotedValues.leftOut(ex.getMessage());
	}

}
