package io.daplug.template.write;

import java.util.Map;

import io.daplug.key.KeyPrefixer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Removes an item.
 *
 * @param stored the item's key as it is stored
 * @param prefixer the prefixes that are on it
 */
record DeleteAction(Map<String, AttributeValue> stored, KeyPrefixer prefixer) implements WriteAction {

	@Override
	public Map<String, AttributeValue> send(DynamoDbClient client, String tableName,
			@Nullable RequestCondition condition, ReturnValue answer) {
		DeleteItemRequest.Builder request = DeleteItemRequest.builder().tableName(tableName).key(this.stored);
		if (answer != ReturnValue.NONE) {
			request.returnValues(answer);
		}
		if (condition != null) {
			request.conditionExpression(condition.expression())
				.expressionAttributeNames(condition.names())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			if (!condition.values().isEmpty()) {
				request.expressionAttributeValues(condition.values());
			}
		}
		return client.deleteItem(request.build()).attributes();
	}

	@Override
	public boolean leavesItem() {
		return false;
	}

	@Override
	public boolean answersOld() {
		return true;
	}

	@Override
	public boolean isDone(ConditionalCheckFailedException unmet) {
		return !unmet.hasItem();
	}

	@Override
	public WriteRequest batched() {
		return WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(this.stored).build()).build();
	}

}
