package io.daplug.template.read;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * What one request read.
 *
 * @param <T> what an item is
 * @param items the visible items
 * @param count how many items there are, also where they were only counted
 * @param lastKey where to read on; null if there is no more
 * @param cost what it cost
 */
record ReadPage<T>(List<T> items, int count, @Nullable Map<String, AttributeValue> lastKey, Cost cost) {

	/**
	 * What a request cost.
	 *
	 * @param lookedAt how many items DynamoDB looked at
	 * @param units the read units; none unless the request asked for them
	 */
	record Cost(int lookedAt, double units) {

		static Cost of(@Nullable Integer lookedAt, @Nullable ConsumedCapacity consumed) {
			return new Cost((lookedAt != null) ? lookedAt : 0,
					(consumed != null && consumed.capacityUnits() != null) ? consumed.capacityUnits() : 0);
		}

	}

}
