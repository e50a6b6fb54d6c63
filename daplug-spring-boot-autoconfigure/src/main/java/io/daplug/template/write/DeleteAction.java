package io.daplug.template.write;

import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.claim.ClaimPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Removes an item.
 *
 * @param stored the item's key as it is stored
 * @param prefixer the prefixes that are on it
 * @param claims what it changes of the claims of unique attributes
 */
record DeleteAction(Map<String, AttributeValue> stored, KeyPrefixer prefixer, ClaimPlan claims) implements WriteAction {

	@Override
	public WriteOutcome<Map<String, AttributeValue>> send(DynamoDbRequests requests, RequestForm form) {
		DeleteItemRequest.Builder request = DeleteItemRequest.builder().tableName(form.tableName()).key(this.stored);
		if (form.answer() != ReturnValue.NONE) {
			// What DynamoDB does anyway need not be said in every request.
			request.returnValues(form.answer());
		}
		RequestCondition condition = form.condition();
		if (condition != null) {
			request.conditionExpression(condition.expression())
				.expressionAttributeNames(condition.names())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			if (!condition.values().isEmpty()) {
				request.expressionAttributeValues(condition.values());
			}
		}
		AwsRequestOverrideConfiguration limit = requests.limit();
		if (limit != null) {
			request.overrideConfiguration(limit);
		}
		return requests.write(form.operation(), request.build(),
				(client, built) -> client.deleteItem(built).attributes());
	}

	@Override
	public int size() {
		return ItemSize.of(this.stored);
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
	public @Nullable AttributeValue written(String attribute) {
		return null;
	}

	@Override
	public @Nullable String mark() {
		return null;
	}

	@Override
	public boolean isIn(Map<String, AttributeValue> item) {
		return false;
	}

	/** No item is what a delete leaves, whoever made it. */
	@Override
	public boolean mayBeIn(Map<String, AttributeValue> item) {
		return item.isEmpty();
	}

	@Override
	public WriteRequest batched() {
		return WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(this.stored).build()).build();
	}

	@Override
	public TransactWriteItem transacted(String tableName, @Nullable RequestCondition condition) {
		Delete.Builder delete = Delete.builder().tableName(tableName).key(this.stored);
		if (condition != null) {
			delete.conditionExpression(condition.expression())
				.expressionAttributeNames(condition.names())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			if (!condition.values().isEmpty()) {
				delete.expressionAttributeValues(condition.values());
			}
		}
		return TransactWriteItem.builder().delete(delete.build()).build();
	}

}
