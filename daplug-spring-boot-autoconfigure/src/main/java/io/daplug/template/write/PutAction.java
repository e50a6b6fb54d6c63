package io.daplug.template.write;

import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.item.ItemEquality;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.claim.ClaimPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts a whole item.
 *
 * @param stored the item as it is to be stored
 * @param size the size of that item, in bytes
 * @param prefixer the prefixes that are on it
 * @param mark the attribute whose value no other write has; null if there is none
 * @param claims what it changes of the claims of unique attributes
 */
record PutAction(Map<String, AttributeValue> stored, int size, KeyPrefixer prefixer, @Nullable String mark,
		ClaimPlan claims) implements WriteAction {

	@Override
	public WriteOutcome<Map<String, AttributeValue>> send(DynamoDbRequests requests, RequestForm form) {
		PutItemRequest.Builder request = PutItemRequest.builder().tableName(form.tableName()).item(this.stored);
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
		return requests.write(form.operation(), request.build(), (client, built) -> client.putItem(built).attributes());
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
	public @Nullable AttributeValue written(String attribute) {
		return this.stored.get(attribute);
	}

	@Override
	public @Nullable String mark() {
		return this.mark;
	}

	@Override
	public boolean isIn(Map<String, AttributeValue> item) {
		AttributeValue value = (this.mark != null) ? item.get(this.mark) : null;
		return value != null && value.equals(this.stored.get(this.mark));
	}

	@Override
	public boolean mayBeIn(Map<String, AttributeValue> item) {
		return (this.mark != null) ? isIn(item) : ItemEquality.same(item, this.stored);
	}

	@Override
	public WriteRequest batched() {
		return WriteRequest.builder().putRequest(PutRequest.builder().item(this.stored).build()).build();
	}

	@Override
	public TransactWriteItem transacted(String tableName, @Nullable RequestCondition condition) {
		Put.Builder put = Put.builder().tableName(tableName).item(this.stored);
		if (condition != null) {
			put.conditionExpression(condition.expression())
				.expressionAttributeNames(condition.names())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			if (!condition.values().isEmpty()) {
				put.expressionAttributeValues(condition.values());
			}
		}
		return TransactWriteItem.builder().put(put.build()).build();
	}

}
