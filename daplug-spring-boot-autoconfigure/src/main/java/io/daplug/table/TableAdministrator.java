package io.daplug.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Makes tables so that they are as declared.
 */
public final class TableAdministrator {

	private final DynamoDbClient client;

	/**
	 * Creates an administrator.
	 * @param client sends the requests
	 */
	public TableAdministrator(DynamoDbClient client) {
		this.client = client;
	}

	/**
	 * Creates the table with its indexes, on demand, unless it is there, and waits until
	 * it can be used. One DescribeTable if it is there. Keys without declared type are
	 * text.
	 * @param table the table
	 * @throws TableMismatchException if the table is there with other keys
	 */
	public void createIfMissing(TableDefinition table) {
		TableDescription existing = describe(table);
		if (existing == null) {
			create(table);
			this.client.waiter().waitUntilTableExists((wait) -> wait.tableName(table.tableName()));
			return;
		}
		List<KeySchemaElement> declared = keySchema(table.hashKey(), table.rangeKey());
		if (!existing.keySchema().equals(declared)) {
			throw new TableMismatchException("Table '%s' (%s in DynamoDB) is declared with the keys %s, but has %s"
				.formatted(table.name(), table.tableName(), names(declared), names(existing.keySchema())),
					table.name());
		}
	}

	private @Nullable TableDescription describe(TableDefinition table) {
		try {
			return this.client.describeTable((describe) -> describe.tableName(table.tableName())).table();
		}
		catch (ResourceNotFoundException ex) {
			return null;
		}
	}

	private void create(TableDefinition table) {
		Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
		types.put(table.hashKey(), typeOf(table, table.hashKey()));
		if (table.rangeKey() != null) {
			types.put(table.rangeKey(), typeOf(table, table.rangeKey()));
		}
		List<GlobalSecondaryIndex> indexes = new ArrayList<>();
		for (IndexDefinition index : table.indexes().values()) {
			types.putIfAbsent(index.hashKey(), index.hashKeyType());
			if (index.rangeKey() != null && index.rangeKeyType() != null) {
				types.putIfAbsent(index.rangeKey(), index.rangeKeyType());
			}
			indexes.add(GlobalSecondaryIndex.builder()
				.indexName(index.name())
				.keySchema(keySchema(index.hashKey(), index.rangeKey()))
				.projection((projection) -> projection.projectionType(ProjectionType.ALL))
				.build());
		}
		CreateTableRequest.Builder request = CreateTableRequest.builder()
			.tableName(table.tableName())
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.keySchema(keySchema(table.hashKey(), table.rangeKey()))
			.attributeDefinitions(types.entrySet()
				.stream()
				.map((type) -> AttributeDefinition.builder()
					.attributeName(type.getKey())
					.attributeType(type.getValue())
					.build())
				.toList());
		if (!indexes.isEmpty()) {
			request.globalSecondaryIndexes(indexes);
		}
		try {
			this.client.createTable(request.build());
		}
		catch (ResourceInUseException ex) {
			// Another instance was faster: the wait that follows is all there is left to
			// do.
			return;
		}
	}

	private static ScalarAttributeType typeOf(TableDefinition table, String key) {
		ScalarAttributeType type = table.keyType(key);
		return (type != null) ? type : ScalarAttributeType.S;
	}

	private static List<KeySchemaElement> keySchema(String hashKey, @Nullable String rangeKey) {
		List<KeySchemaElement> schema = new ArrayList<>();
		schema.add(KeySchemaElement.builder().attributeName(hashKey).keyType(KeyType.HASH).build());
		if (rangeKey != null) {
			schema.add(KeySchemaElement.builder().attributeName(rangeKey).keyType(KeyType.RANGE).build());
		}
		return schema;
	}

	private static List<String> names(List<KeySchemaElement> keys) {
		return keys.stream().map(KeySchemaElement::attributeName).toList();
	}

}
