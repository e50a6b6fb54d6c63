package io.daplug.template.write;

import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.guard.Demand;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.claim.ClaimPlan;
import io.daplug.template.context.SeenChange;
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
 * @param removed the change that the item came from, which it must still be, as no answer
 * tells; null if the answer does, or if items have no ids of changes
 * @param tombstone puts what is left in its place; null for nothing
 */
record DeleteAction(Map<String, AttributeValue> stored, KeyPrefixer prefixer, ClaimPlan claims,
		@Nullable SeenChange removed, @Nullable PutAction tombstone) implements WriteAction {

	DeleteAction(Map<String, AttributeValue> stored, KeyPrefixer prefixer, ClaimPlan claims,
			@Nullable SeenChange removed) {
		this(stored, prefixer, claims, removed, null);
	}

	@Override
	public @Nullable Demand seen() {
		Demand claimed = this.claims.seen();
		return (this.removed != null) ? this.removed.demandedWith(claimed) : claimed;
	}

	@Override
	public WriteOutcome<Map<String, AttributeValue>> send(DynamoDbRequests requests, RequestForm form) {
		if (this.tombstone != null) {
			return this.tombstone.send(requests, form);
		}
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
		return (this.tombstone != null) ? this.tombstone.size() : ItemSize.of(this.stored);
	}

	@Override
	public boolean leavesItem() {
		return false;
	}

	@Override
	public boolean answersOld() {
		return this.tombstone == null;
	}

	@Override
	public @Nullable AttributeValue written(String attribute) {
		return null;
	}

	@Override
	public @Nullable String mark() {
		return (this.tombstone != null) ? this.tombstone.mark() : null;
	}

	@Override
	public boolean isIn(Map<String, AttributeValue> item) {
		return this.tombstone != null && this.tombstone.isIn(item);
	}

	/** No item is what a delete leaves, whoever made it. */
	@Override
	public boolean mayBeIn(Map<String, AttributeValue> item) {
		return (this.tombstone != null) ? isIn(item) : item.isEmpty();
	}

	@Override
	public WriteRequest batched() {
		if (this.tombstone != null) {
			return this.tombstone.batched();
		}
		return WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(this.stored).build()).build();
	}

	@Override
	public TransactWriteItem transacted(String tableName, @Nullable RequestCondition condition) {
		if (this.tombstone != null) {
			return this.tombstone.transacted(tableName, condition);
		}
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
