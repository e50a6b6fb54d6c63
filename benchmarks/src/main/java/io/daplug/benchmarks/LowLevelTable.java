package io.daplug.benchmarks;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The low-level client with conversion by hand.
 *
 * @param <T> type of the records
 */
final class LowLevelTable<T> {

	private static final Map<String, String> NAMES = Map.of("#hash", Setting.KEY);

	private final DynamoDbClient client;

	private final HandWritten<T> conversion;

	LowLevelTable(DynamoDbClient client, HandWritten<T> conversion) {
		this.client = client;
		this.conversion = conversion;
	}

	static LowLevelTable<?> of(DynamoDbClient client, Size size) {
		return new LowLevelTable<>(client, HandWritten.of(size));
	}

	Map<String, Object> insertMap(Map<String, Object> item) {
		put(this.conversion.fromMap(item));
		return item;
	}

	@SuppressWarnings("unchecked")
	T insertRecord(Object item) {
		put(this.conversion.fromRecord((T) item));
		return (T) item;
	}

	private void put(Map<String, AttributeValue> attributes) {
		this.client.putItem(PutItemRequest.builder()
			.tableName(Setting.TABLE)
			.item(attributes)
			.conditionExpression("attribute_not_exists(#hash)")
			.expressionAttributeNames(NAMES)
			.build());
	}

	Map<String, Object> getMap() {
		return this.conversion.toMap(stored());
	}

	T getRecord() {
		return this.conversion.toRecord(stored());
	}

	private Map<String, AttributeValue> stored() {
		return this.client
			.getItem(GetItemRequest.builder()
				.tableName(Setting.TABLE)
				.key(Map.of(Setting.KEY, Attributes.key(Setting.ID)))
				.build())
			.item();
	}

}
