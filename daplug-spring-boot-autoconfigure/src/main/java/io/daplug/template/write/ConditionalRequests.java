package io.daplug.template.write;

import java.util.Map;
import java.util.function.BiFunction;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.idempotence.Expectation;
import io.daplug.idempotence.IdempotenceGuard;
import io.daplug.item.Item;
import io.daplug.item.ItemEquality;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ConditionNotMetException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import org.springframework.util.Assert;

/**
 * Sends one conditional write and says why it was refused, if it was: by what the table
 * demands, by the caller's own condition, or only in appearance, because an earlier
 * attempt of the same request had been carried out and its answer was lost.
 */
final class ConditionalRequests {

	private static final String ALIAS = "#hash";

	private final TableContext context;

	private final TableKeys keys;

	/** Names of the bare insert's condition, which is the same for every item. */
	private final Map<String, String> hashKeyAlias;

	/**
	 * Makes the exception of a refused write from the stored item, prefixes removed and
	 * empty if there is none.
	 */
	interface Refusal
			extends BiFunction<Map<String, AttributeValue>, ConditionalCheckFailedException, RuntimeException> {

	}

	ConditionalRequests(TableContext context, TableKeys keys) {
		this.context = context;
		this.keys = keys;
		this.hashKeyAlias = Map.of(ALIAS, context.table().hashKey());
	}

	/**
	 * Puts an item; answers with the stored one before it, if asked for, as it was
	 * stored; null if the item was put by an attempt whose answer was lost and nobody
	 * knows what was there before.
	 */
	@Nullable Map<String, AttributeValue> put(String operation, Map<String, AttributeValue> item, KeyPrefixer prefixer,
			@Nullable Expectation expectation, @Nullable Condition condition, ReturnValue returned, Refusal refusal) {
		PutItemRequest.Builder request = PutItemRequest.builder()
			.tableName(this.context.table().tableName())
			.item(item);
		if (returned != ReturnValue.NONE) {
			// What DynamoDB does anyway need not be said in every request.
			request.returnValues(returned);
		}
		if (expectation instanceof Expectation.New && condition == null) {
			request.conditionExpression("attribute_not_exists(" + ALIAS + ")")
				.expressionAttributeNames(this.hashKeyAlias)
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
		}
		else if (expectation != null || condition != null) {
			ExpressionWriter expressions = this.context.expressions(prefixer);
			request.conditionExpression(expressions.condition(demanded(expectation, condition)))
				.expressionAttributeNames(expressions.names())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			if (!expressions.values().isEmpty()) {
				request.expressionAttributeValues(expressions.values());
			}
		}
		return this.context.requests()
			.sendConditional(operation, (client) -> client.putItem(request.build()).attributes(), (ex) -> {
				if (retried(ex) && ex.hasItem() && ItemEquality.same(ex.item(), item)) {
					return null;
				}
				throw refused(item, prefixer, expectation, condition, ex, refusal);
			});
	}

	/**
	 * Deletes an item; answers with the item as it was stored, empty if there was none,
	 * null if it was removed by an attempt whose answer was lost and nobody knows what it
	 * was.
	 * @param known the item as it was read before, if it was
	 */
	@Nullable Map<String, AttributeValue> delete(Map<String, AttributeValue> key, KeyPrefixer prefixer,
			@Nullable Expectation expectation, @Nullable Condition condition,
			@Nullable Map<String, AttributeValue> known, Refusal refusal) {
		DeleteItemRequest.Builder request = DeleteItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(key)
			.returnValues(ReturnValue.ALL_OLD);
		if (expectation != null || condition != null) {
			ExpressionWriter expressions = this.context.expressions(prefixer);
			request.conditionExpression(expressions.condition(demanded(expectation, condition)))
				.expressionAttributeNames(expressions.names())
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
			if (!expressions.values().isEmpty()) {
				request.expressionAttributeValues(expressions.values());
			}
		}
		return this.context.requests()
			.sendConditional("delete", (client) -> client.deleteItem(request.build()).attributes(), (ex) -> {
				if (retried(ex) && !ex.hasItem()) {
					return known;
				}
				throw refused(key, prefixer, expectation, condition, ex, refusal);
			});
	}

	/** A stored item, for an exception. */
	@SuppressWarnings("rawtypes")
	Item<Map> item(Map<String, AttributeValue> attributes) {
		return new Item<>(attributes, Map.class, this.context.converter());
	}

	/** The SDK sends again what timed out, and may find its own write there. */
	private static boolean retried(ConditionalCheckFailedException ex) {
		Integer attempts = ex.numAttempts();
		return attempts != null && attempts > 1;
	}

	private RuntimeException refused(Map<String, AttributeValue> key, KeyPrefixer prefixer,
			@Nullable Expectation expectation, @Nullable Condition condition, ConditionalCheckFailedException ex,
			Refusal refusal) {
		Map<String, AttributeValue> stored = ex.hasItem() ? prefixer.strip(ex.item()) : Map.of();
		IdempotenceGuard guard = this.context.guard();
		AttributeValue value = (guard != null) ? stored.get(guard.key()) : null;
		if (condition != null && (expectation == null || expectation.metBy(!stored.isEmpty(), value))) {
			return new ConditionNotMetException(
					"The condition is not true of the item %s of table '%s'"
						.formatted(this.keys.of(prefixer.strip(key)), this.context.table().name()),
					this.context.table().name(), this.keys.of(prefixer.strip(key)), ex);
		}
		return refusal.apply(stored, ex);
	}

	private Condition demanded(@Nullable Expectation expectation, @Nullable Condition condition) {
		if (expectation == null) {
			Assert.state(condition != null, "'condition' must not be null");
			return condition;
		}
		Condition demanded = demanded(expectation);
		return (condition != null) ? demanded.and(condition) : demanded;
	}

	private Condition demanded(Expectation expectation) {
		Attribute hash = Condition.attribute(this.context.table().hashKey());
		if (expectation instanceof Expectation.New) {
			return hash.isMissing();
		}
		if (expectation instanceof Expectation.Stored) {
			return hash.exists();
		}
		IdempotenceGuard guard = this.context.guard();
		Assert.state(guard != null, "Only a guarded table expects a value");
		Attribute value = Condition.attribute(guard.key());
		if (expectation instanceof Expectation.Unchanged unchanged) {
			return value.isEqualTo(unchanged.expected());
		}
		if (expectation instanceof Expectation.UnchangedOrNew unchanged) {
			return hash.isMissing().or(value.isEqualTo(unchanged.expected()));
		}
		Condition unset = value.isMissing().or(value.hasType("NULL"));
		return (expectation instanceof Expectation.Unset) ? hash.exists().and(unset) : unset;
	}

}
