package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.expression.UpdateStep;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.claim.ClaimPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Changes a part of an item, or creates it.
 *
 * @param stored the item's key as it is stored
 * @param prefixer the prefixes that are on it
 * @param change what is changed, as it is stored
 * @param mark the attribute whose value no other write has; null if there is none
 * @param repeatable whether it may be sent again although it may have been carried out
 */
record UpdateAction(Map<String, AttributeValue> stored, KeyPrefixer prefixer, ChangeRequest change,
		@Nullable String mark, boolean repeatable) implements WriteAction {

	@Override
	public WriteOutcome<Map<String, AttributeValue>> send(DynamoDbRequests requests, RequestForm form) {
		UpdateItemRequest.Builder request = UpdateItemRequest.builder().tableName(form.tableName()).key(this.stored);
		if (!this.change.expression().isEmpty()) {
			request.updateExpression(this.change.expression());
		}
		if (form.answer() != ReturnValue.NONE) {
			request.returnValues(form.answer());
		}
		RequestCondition condition = form.condition();
		Map<String, String> names = this.change.names();
		Map<String, AttributeValue> values = this.change.values();
		if (condition != null) {
			request.conditionExpression(condition.expression())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			names = both(names, condition.names());
			values = both(values, condition.values());
		}
		if (!names.isEmpty()) {
			request.expressionAttributeNames(names);
		}
		if (!values.isEmpty()) {
			request.expressionAttributeValues(values);
		}
		AwsRequestOverrideConfiguration limit = requests.limit();
		if (limit != null) {
			request.overrideConfiguration(limit);
		}
		DynamoDbRequests sender = this.repeatable ? requests : requests.once();
		return sender.write(form.operation(), request.build(),
				(client, built) -> client.updateItem(built).attributes());
	}

	/** Placeholders of changes and of conditions are never the same. */
	private static <V> Map<String, V> both(Map<String, V> some, Map<String, V> more) {
		if (some.isEmpty() || more.isEmpty()) {
			return some.isEmpty() ? more : some;
		}
		Map<String, V> both = new LinkedHashMap<>(some);
		both.putAll(more);
		return both;
	}

	@Override
	public int size() {
		return ItemSize.of(this.stored) + ItemSize.of(this.change.values());
	}

	@Override
	public ClaimPlan claims() {
		return this.change.claims();
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
	public boolean isIn(Map<String, AttributeValue> item) {
		if (this.mark == null) {
			return false;
		}
		AttributeValue value = item.get(this.mark);
		return value != null && value.equals(written(this.mark));
	}

	@Override
	public @Nullable AttributeValue written(String attribute) {
		for (UpdateStep step : this.change.steps().steps()) {
			if (step.path().root().equals(attribute) && step.value() instanceof AttributeValue value) {
				return value;
			}
		}
		return null;
	}

	@Override
	public boolean mayBeIn(Map<String, AttributeValue> item) {
		return (this.mark != null) ? isIn(item) : !item.isEmpty();
	}

	@Override
	public WriteRequest batched() {
		throw new UnsupportedOperationException("BatchWriteItem has no changes of parts of items");
	}

	@Override
	public TransactWriteItem transacted(String tableName, @Nullable RequestCondition condition) {
		Update.Builder update = Update.builder()
			.tableName(tableName)
			.key(this.stored)
			.updateExpression(this.change.expression());
		Map<String, String> names = this.change.names();
		Map<String, AttributeValue> values = this.change.values();
		if (condition != null) {
			update.conditionExpression(condition.expression())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			names = both(names, condition.names());
			values = both(values, condition.values());
		}
		update.expressionAttributeNames(names);
		if (!values.isEmpty()) {
			update.expressionAttributeValues(values);
		}
		return TransactWriteItem.builder().update(update.build()).build();
	}

}
