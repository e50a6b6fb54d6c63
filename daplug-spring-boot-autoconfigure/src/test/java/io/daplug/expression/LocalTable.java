package io.daplug.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** A table in DynamoDB Local with the keys {@code name} and {@code size}. */
final class LocalTable implements AutoCloseable {

	static final String NAME = "expressions";

	private final AmazonDynamoDBLocal server = DynamoDBEmbedded.create(true);

	private final DynamoDbClient client = this.server.dynamoDbClient();

	LocalTable() {
		this.client.createTable((table) -> table.tableName(NAME)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.keySchema(KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build(),
					KeySchemaElement.builder().attributeName("size").keyType(KeyType.RANGE).build())
			.attributeDefinitions(
					AttributeDefinition.builder().attributeName("name").attributeType(ScalarAttributeType.S).build(),
					AttributeDefinition.builder().attributeName("size").attributeType(ScalarAttributeType.S).build()));
	}

	DynamoDbClient client() {
		return this.client;
	}

	void put(Map<String, ?> item) {
		this.client.putItem((put) -> put.tableName(NAME).item(PlainValues.of(item).m()));
	}

	/** Returns the range keys of the items that a condition lets through as a filter. */
	Set<String> scan(Condition filter) {
		ExpressionWriter writer = new ExpressionWriter(new PlainValues());
		String expression = writer.condition(filter);
		return scan(expression, writer.names(), writer.values());
	}

	/** Returns the range keys of the items that an expression lets through. */
	Set<String> scan(String filter, Map<String, String> names, Map<String, AttributeValue> values) {
		return sizes(this.client
			.scan((scan) -> scan.tableName(NAME)
				.filterExpression(filter)
				.expressionAttributeNames(orNone(names))
				.expressionAttributeValues(orNone(values)))
			.items());
	}

	/** Returns the range keys of the items that a query finds. */
	Set<String> query(Condition keyCondition, Condition filter) {
		ExpressionWriter writer = new ExpressionWriter(new PlainValues());
		return sizes(this.client
			.query((query) -> query.tableName(NAME)
				.keyConditionExpression(writer.condition(keyCondition))
				.filterExpression(writer.condition(filter))
				.expressionAttributeNames(orNone(writer.names()))
				.expressionAttributeValues(orNone(writer.values())))
			.items());
	}

	private static Set<String> sizes(List<Map<String, AttributeValue>> items) {
		Set<String> sizes = new TreeSet<>();
		items.forEach((item) -> sizes.add(Objects.requireNonNull(item.get("size")).s()));
		return sizes;
	}

	static <V> @Nullable Map<String, V> orNone(Map<String, V> map) {
		return map.isEmpty() ? null : map;
	}

	@Override
	public void close() {
		this.server.shutdown();
	}

}
