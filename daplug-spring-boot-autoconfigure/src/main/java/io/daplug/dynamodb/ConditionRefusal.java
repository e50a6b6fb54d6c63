package io.daplug.dynamodb;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Finds DynamoDB's refusal of a condition in what became of a request. Internal.
 */
public final class ConditionRefusal {

	private ConditionRefusal() {
	}

	/**
	 * Returns the refusal of a condition.
	 * @param failure what became of a request, as {@link DynamoDbRequests#send} throws it
	 * @return the refusal, which may have the stored item; null if the request failed for
	 * another reason
	 */
	public static @Nullable ConditionalCheckFailedException in(RuntimeException failure) {
		Throwable refusal = (failure instanceof ConditionalCheckFailedException) ? failure : failure.getCause();
		return (refusal instanceof ConditionalCheckFailedException conditional) ? conditional : null;
	}

}
