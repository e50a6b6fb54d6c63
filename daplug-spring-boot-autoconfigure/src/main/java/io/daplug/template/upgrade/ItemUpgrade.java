package io.daplug.template.upgrade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.dynamodb.WriteOutcome;
import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.guard.ItemVersions;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.ComputedKeys;
import io.daplug.template.context.TableContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import org.springframework.util.Assert;

/**
 * Stores an item of an earlier version as the item that readers see anyway. So nothing
 * changes that anybody could see: it is not announced, and neither the idempotence key,
 * nor the token of the last write, nor times of writes advance. An item that others
 * change meanwhile is left to them.
 */
public final class ItemUpgrade {

	/** An expression takes 300 operators, and two are for each attribute. */
	private static final int MOST_COMPARED = 100;

	private final TableContext context;

	private final ItemVersions versions;

	/**
	 * Creates it.
	 * @param context the table
	 * @param versions the versions of its items
	 */
	public ItemUpgrade(TableContext context, ItemVersions versions) {
		this.context = context;
		this.versions = versions;
	}

	/** What an upgrade cost, and whether it was carried out. */
	public record Outcome(boolean carriedOut, double writeUnits) {

	}

	/**
	 * Stores an item as one of the current version: one conditional UpdateItem.
	 * @param stored the item as it is stored, which has an earlier version
	 * @param prefixer the prefixes that are on its keys
	 * @return whether it was carried out; it was not if the item has changed since it was
	 * read
	 * @throws io.daplug.version.UpcastException if an upcaster fails
	 * @throws io.daplug.item.ItemTooLargeException if an upcaster made it too large.
	 * Nothing was sent
	 * @throws org.springframework.dao.DataAccessException if DynamoDB does not carry it
	 * out
	 */
	public Outcome store(Map<String, AttributeValue> stored, KeyPrefixer prefixer) {
		Map<String, AttributeValue> known = this.context.plain(prefixer).of(stored);
		ComputedKeys computed = this.context.keys().computed();
		if (computed.any()) {
			Map<String, AttributeValue> followed = new LinkedHashMap<>(computed.hiddenIn(known));
			computed.follow(prefixer.strip(stored), followed);
			known = followed;
		}
		Map<String, AttributeValue> current = new LinkedHashMap<>(known);
		prefixer.addTo(current);
		current.put(this.versions.attribute(), this.versions.current());
		ItemSize.requireWithinLimit(current);
		return send(stored, steps(stored, current));
	}

	/**
	 * Looks at an item, and stores it as one of the current version if it is none.
	 * @param key the key as it is stored
	 * @param prefixer the prefixes that are on it
	 */
	public void storeOld(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = this.context.stored(key);
		if (!stored.isEmpty() && this.context.guard().isThere(stored) && this.versions.isOld(stored)) {
			store(stored, prefixer);
		}
	}

	private List<UpdateStep> steps(Map<String, AttributeValue> stored, Map<String, AttributeValue> current) {
		List<UpdateStep> steps = new ArrayList<>();
		current.forEach((name, value) -> {
			AttributeValue before = stored.get(name);
			if (before == null || !ItemEquality.same(before, value)) {
				steps.add(new UpdateStep(AttributePath.of(name), UpdateStep.Kind.SET, value));
			}
		});
		stored.keySet().forEach((name) -> {
			if (!current.containsKey(name)) {
				steps.add(new UpdateStep(AttributePath.of(name), UpdateStep.Kind.REMOVE, null));
			}
		});
		return steps;
	}

	private Outcome send(Map<String, AttributeValue> stored, List<UpdateStep> steps) {
		ExpressionWriter expressions = new ExpressionWriter((attribute, value) -> {
			Assert.state(value instanceof AttributeValue, "An upgrade has the values that are stored");
			return (AttributeValue) value;
		});
		DynamoDbRequests requests = this.context.requests();
		UpdateItemRequest request = UpdateItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(this.context.keys().only(stored))
			.conditionExpression(expressions.condition(asRead(stored, steps)))
			.updateExpression(expressions.encodedUpdate(UpdateExpression.of(steps)))
			.expressionAttributeNames(expressions.names())
			.expressionAttributeValues(expressions.values())
			.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
			.overrideConfiguration(requests.limit())
			.build();
		WriteOutcome<UpdateItemResponse> outcome = requests.write("upgrade", request,
				(client, built) -> client.updateItem(built));
		if (outcome instanceof WriteOutcome.Lost<UpdateItemResponse> lost) {
			throw lost.failure();
		}
		return (outcome instanceof WriteOutcome.Done<UpdateItemResponse> done)
				? new Outcome(true, units(done.response())) : new Outcome(false, 1);
	}

	private static double units(UpdateItemResponse response) {
		return (response.consumedCapacity() != null && response.consumedCapacity().capacityUnits() != null)
				? response.consumedCapacity().capacityUnits() : 0;
	}

	/**
	 * The item is as it was read: what an upcaster makes of it may depend on all of it.
	 */
	private Condition asRead(Map<String, AttributeValue> stored, List<UpdateStep> steps) {
		Map<String, @Nullable AttributeValue> seen = new LinkedHashMap<>();
		steps.forEach((step) -> seen.put(step.path().root(), stored.get(step.path().root())));
		for (String key : this.context.table().reservedAttributes()) {
			if (stored.containsKey(key)) {
				seen.put(key, stored.get(key));
			}
		}
		String token = this.context.guard().token().attribute();
		if (token != null) {
			seen.put(token, stored.get(token));
		}
		for (Map.Entry<String, AttributeValue> each : stored.entrySet()) {
			if (seen.size() >= MOST_COMPARED) {
				break;
			}
			seen.put(each.getKey(), each.getValue());
		}
		seen.keySet().removeIf(this.context.table()::isKey);
		Condition condition = Condition.attribute(this.context.table().hashKey()).exists();
		for (Map.Entry<String, @Nullable AttributeValue> each : seen.entrySet()) {
			AttributeValue value = each.getValue();
			condition = condition.and((value != null) ? Condition.attribute(each.getKey()).isEqualTo(value)
					: Condition.attribute(each.getKey()).isMissing());
		}
		return condition;
	}

}
