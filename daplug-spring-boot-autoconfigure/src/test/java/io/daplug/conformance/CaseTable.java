package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.daplug.fixture.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import tools.jackson.databind.JsonNode;

/**
 * The table of one case, written and read past the library.
 *
 * @param name the table's name; of no table if the case has none
 */
record CaseTable(String name) implements AutoCloseable {

	private static final DynamoDbClient CLIENT = LocalDynamoDb.client();

	static CaseTable create(@Nullable JsonNode table) {
		if (table == null) {
			return new CaseTable("none-" + UUID.randomUUID());
		}
		Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();
		List<KeySchemaElement> keys = keySchema(table, attributes);
		List<GlobalSecondaryIndex> indexes = new ArrayList<>();
		for (JsonNode index : table.path("gsis")) {
			List<KeySchemaElement> indexKeys = keySchema(index, attributes);
			indexes.add(GlobalSecondaryIndex.builder()
				.indexName(index.path("name").asString())
				.keySchema(indexKeys)
				.projection((projection) -> projection.projectionType(index.path("projection").asString("ALL")))
				.build());
		}
		return new CaseTable(LocalDynamoDb.createTable((request) -> {
			request.keySchema(keys).attributeDefinitions(attributes.values());
			if (!indexes.isEmpty()) {
				request.globalSecondaryIndexes(indexes);
			}
		}));
	}

	private static List<KeySchemaElement> keySchema(JsonNode keys, Map<String, AttributeDefinition> attributes) {
		List<KeySchemaElement> schema = new ArrayList<>();
		schema.add(key(keys.path("hash"), KeyType.HASH, attributes));
		if (keys.path("range").isObject()) {
			schema.add(key(keys.path("range"), KeyType.RANGE, attributes));
		}
		return schema;
	}

	private static KeySchemaElement key(JsonNode key, KeyType type, Map<String, AttributeDefinition> attributes) {
		String name = key.path("name").asString();
		attributes.put(name,
				AttributeDefinition.builder().attributeName(name).attributeType(key.path("type").asString()).build());
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	void put(JsonNode item) {
		CLIENT.putItem((put) -> put.tableName(this.name).item(CorpusValues.attributes(item)));
	}

	/**
	 * Carries out writes of the form {@code {"put": item}} or {@code {"delete": key}}.
	 */
	void write(List<JsonNode> writes) {
		for (JsonNode write : writes) {
			if (write.has("put")) {
				put(write.path("put"));
			}
			else {
				CLIENT.deleteItem(
						(delete) -> delete.tableName(this.name).key(CorpusValues.attributes(write.path("delete"))));
			}
		}
	}

	List<Map<String, @Nullable Object>> items() {
		return CLIENT.scanPaginator((scan) -> scan.tableName(this.name).consistentRead(true))
			.items()
			.stream()
			.map(CorpusValues::item)
			.toList();
	}

	/** How DynamoDB describes it; empty if there is no table. */
	Optional<TableDescription> description() {
		try {
			return Optional.of(CLIENT.describeTable((describe) -> describe.tableName(this.name)).table());
		}
		catch (ResourceNotFoundException ex) {
			return Optional.empty();
		}
	}

	/** Whoever made it, or has deleted it. */
	@Override
	public void close() {
		try {
			CLIENT.deleteTable((delete) -> delete.tableName(this.name));
		}
		catch (ResourceNotFoundException ex) {
			// There is nothing to leave behind.
		}
	}

}
