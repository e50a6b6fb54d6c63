package io.daplug.template.write;

import java.util.Map;

import io.daplug.item.ItemEquality;
import io.daplug.key.KeyPrefixer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts a whole item.
 *
 * @param stored the item as it is to be stored
 * @param prefixer the prefixes that are on it
 */
record PutAction(Map<String, AttributeValue> stored, KeyPrefixer prefixer) implements WriteAction {

	@Override
	public Map<String, AttributeValue> send(DynamoDbClient client, String tableName,
			@Nullable RequestCondition condition, ReturnValue answer) {
		PutItemRequest.Builder request = PutItemRequest.builder().tableName(tableName).item(this.stored);
		if (answer != ReturnValue.NONE) {
			// What DynamoDB does anyway need not be said in every request.
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
		return client.putItem(request.build()).attributes();
	}

	@Override
	public boolean leavesItem() {
		return true;
	}

	@Override
	public boolean answersOld() {
		return false;
	}

	@Override
	public boolean isDone(ConditionalCheckFailedException unmet) {
		return unmet.hasItem() && ItemEquality.same(unmet.item(), this.stored);
	}

	@Override
	public WriteRequest batched() {
		return WriteRequest.builder().putRequest(PutRequest.builder().item(this.stored).build()).build();
	}

}
