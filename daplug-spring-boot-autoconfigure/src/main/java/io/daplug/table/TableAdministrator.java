package io.daplug.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Makes tables so that they are as declared.
 */
public final class TableAdministrator {

	private static final Log logger = LogFactory.getLog(TableAdministrator.class);

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
	 * text. Several instances may do so at once.
	 * @param table the table
	 * @throws TableMismatchException if the table is there with other keys, or with keys
	 * of other types than those declared
	 */
	public void createIfMissing(TableDefinition table) {
		TableDescription existing = describe(table);
		if (existing == null) {
			create(table);
			existing = awaited(table);
		}
		else if (existing.tableStatus() == TableStatus.CREATING) {
			existing = awaited(table);
		}
		requireDeclaredKeys(table, existing);
	}

	/** Once it can be used; another instance may have created it, and otherwise. */
	private TableDescription awaited(TableDefinition table) {
		try (DynamoDbWaiter waiter = DynamoDbWaiter.builder()
			.client(this.client)
			.overrideConfiguration((wait) -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(500)))
				.maxAttempts(Integer.MAX_VALUE)
				.waitTimeout(Duration.ofMinutes(10)))
			.build()) {
			return waiter.waitUntilTableExists(DescribeTableRequest.builder().tableName(table.tableName()).build())
				.matched()
				.response()
				.orElseThrow()
				.table();
		}
	}

	private static void requireDeclaredKeys(TableDefinition table, TableDescription existing) {
		List<KeySchemaElement> declared = keySchema(table.hashKey(), table.rangeKey());
		if (!existing.keySchema().equals(declared)) {
			throw new TableMismatchException("Table '%s' (%s in DynamoDB) is declared with the keys %s, but has %s"
				.formatted(table.name(), table.tableName(), names(declared), names(existing.keySchema())),
					table.name());
		}
		for (AttributeDefinition attribute : existing.attributeDefinitions()) {
			ScalarAttributeType type = table.keyType(attribute.attributeName());
			if (type != null && type != attribute.attributeType()) {
				throw new TableMismatchException(
						"Table '%s' (%s in DynamoDB) is declared with the key attribute '%s' of type %s, but has it as %s"
							.formatted(table.name(), table.tableName(), attribute.attributeName(), type,
									attribute.attributeType()),
						table.name());
			}
		}
	}

	private @Nullable TableDescription describe(TableDefinition table) {
		try {
			return this.client.describeTable(DescribeTableRequest.builder().tableName(table.tableName()).build())
				.table();
		}
		catch (ResourceNotFoundException ex) {
			return null;
		}
	}

	private void create(TableDefinition table) {
		Set<String> attributes = new LinkedHashSet<>(Set.of(table.hashKey()));
		if (table.rangeKey() != null) {
			attributes.add(table.rangeKey());
		}
		List<GlobalSecondaryIndex> indexes = new ArrayList<>();
		for (IndexDefinition index : table.indexes().values()) {
			attributes.addAll(index.keyTypes().keySet());
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
			.attributeDefinitions(attributes.stream()
				.map((attribute) -> AttributeDefinition.builder()
					.attributeName(attribute)
					.attributeType(typeOf(table, attribute))
					.build())
				.toList());
		if (!indexes.isEmpty()) {
			request.globalSecondaryIndexes(indexes);
		}
		try {
			this.client.createTable(request.build());
		}
		catch (ResourceInUseException ex) {
			// Another instance was faster: the wait that follows is all there is left.
			logger.debug("Table '%s' is being created by another instance".formatted(table.tableName()));
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
