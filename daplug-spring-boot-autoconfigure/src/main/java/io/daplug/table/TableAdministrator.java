package io.daplug.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.item.TypeName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses a request
	 * or cannot be reached
	 */
	public void createIfMissing(TableDefinition table) {
		Optional<TableDescription> existing = describe(table);
		if (existing.isEmpty()) {
			create(table);
		}
		boolean usable = existing.isPresent() && existing.get().tableStatus() != TableStatus.CREATING;
		requireDeclaredKeys(table, usable ? existing.get() : awaited(table));
	}

	private DynamoDbRequests requests(TableDefinition table) {
		return new DynamoDbRequests(this.client, table.name(), table.tableName());
	}

	/** Once it can be used; another instance may have created it, and otherwise. */
	private TableDescription awaited(TableDefinition table) {
		DescribeTableRequest describe = DescribeTableRequest.builder().tableName(table.tableName()).build();
		return requests(table).send("describe", (client) -> {
			try (DynamoDbWaiter waiter = DynamoDbWaiter.builder()
				.client(client)
				.overrideConfiguration(
						(wait) -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(500)))
							.maxAttempts(Integer.MAX_VALUE)
							.waitTimeout(Duration.ofMinutes(10)))
				.build()) {
				return waiter.waitUntilTableExists(describe).matched().response().orElseThrow().table();
			}
		});
	}

	private static void requireDeclaredKeys(TableDefinition table, TableDescription existing) {
		List<KeySchemaElement> declared = keySchema(table);
		if (!existing.keySchema().equals(declared)) {
			throw new TableMismatchException("Table '%s' (%s in DynamoDB) is declared with the keys %s, but has %s"
				.formatted(table.name(), table.tableName(), names(declared), names(existing.keySchema())),
					table.name());
		}
		for (AttributeDefinition attribute : existing.attributeDefinitions()) {
			ScalarAttributeType type = table.keyType(attribute.attributeName());
			if (type != null && type != attribute.attributeType()) {
				throw new TableMismatchException(
						"Table '%s' (%s in DynamoDB) is declared with the key attribute '%s' as %s, but has it as %s"
							.formatted(table.name(), table.tableName(), attribute.attributeName(), TypeName.of(type),
									TypeName.of(attribute.attributeType())),
						table.name());
			}
		}
	}

	private Optional<TableDescription> describe(TableDefinition table) {
		DescribeTableRequest describe = DescribeTableRequest.builder().tableName(table.tableName()).build();
		return requests(table).send("describe", (client) -> {
			try {
				return Optional.of(client.describeTable(describe).table());
			}
			catch (ResourceNotFoundException ex) {
				return Optional.empty();
			}
		});
	}

	private void create(TableDefinition table) {
		CreateTableRequest.Builder request = CreateTableRequest.builder()
			.tableName(table.tableName())
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.keySchema(keySchema(table))
			.attributeDefinitions(attributes(table));
		if (!table.indexes().isEmpty()) {
			request.globalSecondaryIndexes(table.indexes().values().stream().map(TableAdministrator::index).toList());
		}
		CreateTableRequest create = request.build();
		requests(table).send("create", (client) -> {
			try {
				return Optional.of(client.createTable(create));
			}
			catch (ResourceInUseException ex) {
				// Another instance was faster: the wait that follows is all there is
				// left.
				logger.debug("Table '%s' is being created by another instance".formatted(table.tableName()));
				return Optional.empty();
			}
		});
	}

	private static GlobalSecondaryIndex index(IndexDefinition index) {
		List<KeySchemaElement> schema = new ArrayList<>();
		index.hashKeys().forEach((key) -> schema.add(element(key.name(), KeyType.HASH)));
		index.rangeKeys().forEach((key) -> schema.add(element(key.name(), KeyType.RANGE)));
		return GlobalSecondaryIndex.builder()
			.indexName(index.name())
			.keySchema(schema)
			.projection((projection) -> projection.projectionType(ProjectionType.ALL))
			.build();
	}

	private static List<AttributeDefinition> attributes(TableDefinition table) {
		Set<String> names = new LinkedHashSet<>();
		keySchema(table).forEach((key) -> names.add(key.attributeName()));
		table.indexes().values().forEach((index) -> index.keys().forEach((key) -> names.add(key.name())));
		return names.stream()
			.map((name) -> AttributeDefinition.builder().attributeName(name).attributeType(typeOf(table, name)).build())
			.toList();
	}

	private static ScalarAttributeType typeOf(TableDefinition table, String key) {
		ScalarAttributeType type = table.keyType(key);
		return (type != null) ? type : ScalarAttributeType.S;
	}

	private static List<KeySchemaElement> keySchema(TableDefinition table) {
		KeySchemaElement hash = element(table.hashKey(), KeyType.HASH);
		return (table.rangeKey() != null) ? List.of(hash, element(table.rangeKey(), KeyType.RANGE)) : List.of(hash);
	}

	private static KeySchemaElement element(String attribute, KeyType type) {
		return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
	}

	private static List<String> names(List<KeySchemaElement> keys) {
		return keys.stream().map(KeySchemaElement::attributeName).toList();
	}

}
