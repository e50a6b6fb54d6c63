package io.daplug.conformance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.JsonNode;

/**
 * The ancestor's table manager of one case: a template whose table is declared as its
 * options say.
 */
final class TableManager {

	private static final String NAME = "table";

	private final Arguments options;

	private final String tableName;

	private final RecordClass records;

	private final DynamoDbClient client;

	private final Clock clock;

	TableManager(Arguments options, String tableName, DynamoDbClient client, Clock clock) {
		this.options = options;
		this.tableName = tableName;
		this.records = RecordClass.of(options);
		this.client = client;
		this.clock = clock;
	}

	RecordClass records() {
		return this.records;
	}

	/**
	 * Declares the table.
	 * @return the declaration
	 * @throws RuntimeException if the options do not go together
	 */
	TableDefinition table() {
		TableDefinitionBuilder table = TableDefinition.named(NAME)
			.tableName(this.tableName)
			.hashKey(String.valueOf(partitionKey()));
		String sortKey = sortKey();
		if (sortKey != null) {
			table.rangeKey(sortKey);
		}
		indexes("indexes").forEach(table::index);
		if (this.records.declared()) {
			table.schema(RecordClass.SCHEMA);
		}
		return table.build();
	}

	/**
	 * Starts a template.
	 * @return the template
	 * @throws RuntimeException if the configuration stops the start
	 */
	DaplugTemplate template() {
		TableDefinition table = table();
		Set<String> attributes = new LinkedHashSet<>(keyNames(null));
		table.indexes().values().forEach((index) -> index.keys().forEach((key) -> attributes.add(key.name())));
		return DaplugTemplate.builder(this.client, table)
			.schemas(this.records.schemas(attributes))
			.clock(this.clock)
			.build();
	}

	private String partitionKey() {
		String name = this.options.text("partition_key_name");
		return (name != null) ? name : "pk";
	}

	/** The name of the sort key; null if the options say that there is none. */
	private @Nullable String sortKey() {
		return this.options.has("sort_key_name") ? this.options.nonEmptyText("sort_key_name") : "sk";
	}

	/**
	 * A record as a caller hands it over: constructed by the class, normalized by the
	 * hook, and with the keys that the methods of the table manager make of it.
	 */
	Map<String, Object> record(Map<String, ? extends @Nullable Object> values) {
		return keyed(this.records.constructed(values));
	}

	/** The records of a batch. */
	List<Map<String, Object>> recordsOf(Arguments arguments) {
		List<Map<String, @Nullable Object>> given = arguments.maps("records");
		List<Map<String, Object>> records = new ArrayList<>();
		if (given != null) {
			given.forEach((values) -> records.add(record(values)));
		}
		return records;
	}

	/** What the class made, normalized and with keys. */
	Map<String, Object> keyed(Map<String, Object> made) {
		RecordClass.lowerCase(made, this.options.json().path("lowercase"));
		putKey(made, partitionKey(), "partition");
		String sortKey = sortKey();
		if (sortKey != null) {
			putKey(made, sortKey, "sort");
		}
		return made;
	}

	/** The key of a record, as far as the record has it. */
	ItemKey key(Map<String, Object> record) {
		Map<String, Object> key = new LinkedHashMap<>(record);
		key.keySet().retainAll(keyNames(null));
		return ItemKey.of(key);
	}

	/**
	 * The names of the keys.
	 * @param index the index; null for the table
	 */
	List<String> keyNames(@Nullable String index) {
		IndexDefinition named = (index != null) ? table().indexes().get(index) : null;
		if (named != null) {
			return named.keys().stream().map(KeyAttribute::name).toList();
		}
		String sortKey = sortKey();
		return (sortKey != null) ? List.of(partitionKey(), sortKey) : List.of(partitionKey());
	}

	private void putKey(Map<String, Object> record, String attribute, String method) {
		String template = this.options.request("keys").text(method);
		Object value = (template != null && !record.containsKey(attribute)) ? RecordClass.value(template, record)
				: null;
		if (value != null) {
			record.put(attribute, value);
		}
	}

	private List<IndexDefinition> indexes(String option) {
		List<IndexDefinition> indexes = new ArrayList<>();
		JsonNode list = this.options.json().path(option);
		for (JsonNode json : list) {
			Arguments index = new Arguments(json);
			KeyAttribute sortKey = key(index, "sort_key");
			indexes.add(IndexDefinition.of(String.valueOf(index.text("name")), required(key(index, "partition_key")),
					sortKey));
		}
		return indexes;
	}

	private static KeyAttribute required(@Nullable KeyAttribute key) {
		if (key == null) {
			throw new NotExpressibleException("partition_key_name");
		}
		return key;
	}

	private static @Nullable KeyAttribute key(Arguments index, String key) {
		String name = index.nonEmptyText(key + "_name");
		String type = index.text(key + "_type");
		ScalarAttributeType known = (type != null) ? ScalarAttributeType.fromValue(type) : ScalarAttributeType.S;
		if (known == ScalarAttributeType.UNKNOWN_TO_SDK_VERSION) {
			throw new NotExpressibleException(key + "_type");
		}
		return (name != null) ? new KeyAttribute(name, known) : null;
	}

}
