package io.daplug.mirror.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.daplug.dynamodb.ConditionRefusal;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import org.springframework.util.Assert;

/**
 * Keeps operations in a table, one item each. The table has a hash key of text and no
 * range key.
 */
public final class TableOperationStore implements OperationStore {

	private static final String OPERATION = "operation";

	private static final String VERSION = "version";

	private static final String SAVED_AS = "savedAs";

	/** The attributes of an item besides its hash key. */
	public static final Set<String> ATTRIBUTES = Set.of(OPERATION, VERSION, SAVED_AS);

	private final DynamoDbRequests requests;

	private final TableDefinition table;

	/**
	 * Creates a store.
	 * @param client sends the requests
	 * @param table the table
	 */
	public TableOperationStore(DynamoDbClient client, TableDefinition table) {
		Assert.isTrue(table.rangeKey() == null,
				() -> "Table '%s' for operations on mirrors must have no range key".formatted(table.name()));
		this.requests = new DynamoDbRequests(client, table.name(), table.tableName());
		this.table = table;
	}

	@Override
	public Optional<StoredOperation> find(String id) {
		GetItemRequest get = GetItemRequest.builder()
			.tableName(this.table.tableName())
			.key(key(id))
			.consistentRead(true)
			.build();
		Map<String, AttributeValue> item = this.requests.send("get", (client) -> client.getItem(get)).item();
		if (item.isEmpty()) {
			return Optional.empty();
		}
		KeptAttributes kept = new KeptAttributes(item);
		return Optional.of(new StoredOperation(id, kept.number(VERSION), kept.map(OPERATION).attributes()));
	}

	@Override
	public @Nullable StoredOperation save(StoredOperation operation) {
		StoredOperation saved = new StoredOperation(operation.id(), operation.version() + 1, operation.attributes());
		AttributeValue savedAs = AttributeValue.fromS(UUID.randomUUID().toString());
		Map<String, AttributeValue> item = new LinkedHashMap<>(key(operation.id()));
		item.put(OPERATION, AttributeValue.fromM(saved.attributes()));
		item.put(VERSION, AttributeValue.fromN(Long.toString(saved.version())));
		item.put(SAVED_AS, savedAs);
		PutItemRequest.Builder put = PutItemRequest.builder()
			.tableName(this.table.tableName())
			.item(item)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
		if (operation.version() == 0) {
			put.conditionExpression("attribute_not_exists(#v)").expressionAttributeNames(Map.of("#v", VERSION));
		}
		else {
			put.conditionExpression("#v = :v")
				.expressionAttributeNames(Map.of("#v", VERSION))
				.expressionAttributeValues(Map.of(":v", AttributeValue.fromN(Long.toString(operation.version()))));
		}
		return sent(put.build(), savedAs) ? saved : null;
	}

	/** An attempt that follows one whose answer was lost meets its own work. */
	private boolean sent(PutItemRequest put, AttributeValue savedAs) {
		try {
			this.requests.send("put", (client) -> client.putItem(put));
			return true;
		}
		catch (RuntimeException ex) {
			ConditionalCheckFailedException refusal = ConditionRefusal.in(ex);
			if (refusal == null) {
				throw ex;
			}
			return refusal.hasItem() && savedAs.equals(refusal.item().get(SAVED_AS));
		}
	}

	private Map<String, AttributeValue> key(String id) {
		return Map.of(this.table.hashKey(), this.table.prefixer().add(this.table.hashKey(), AttributeValue.fromS(id)));
	}

	@Override
	public boolean isShared() {
		return true;
	}

}
