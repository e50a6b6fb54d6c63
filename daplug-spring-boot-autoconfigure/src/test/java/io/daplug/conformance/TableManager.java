package io.daplug.conformance;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.CaffeineItemCache;
import io.daplug.cache.ItemCache;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexKind;
import io.daplug.table.IndexProjection;
import io.daplug.table.IndexSettings;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.Throughput;
import io.daplug.table.ThroughputUnits;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplateBuilder;
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

	private static final Set<String> OPTIONS = Set.of("partition_key_name", "sort_key_name", "sort_key_prefix",
			"indexes", "local_indexes", "read_capacity_units", "write_capacity_units", "keys", "lowercase", "record");

	private static final Set<String> INDEX_OPTIONS = Set.of("name", "partition_key_name", "partition_key_type",
			"sort_key_name", "sort_key_type", "read_capacity_units", "write_capacity_units", "projection");

	private final Arguments options;

	private final String tableName;

	private final RecordClass records;

	private final DynamoDbClient client;

	private final Clock clock;

	/** The ancestor keeps what it reads for good, and that there is nothing too. */
	private final ItemCache cache = CaffeineItemCache
		.of(new CacheDefinition(10_000, Duration.ofHours(1), Duration.ofHours(1)));

	TableManager(Arguments options, String tableName, DynamoDbClient client, Clock clock) {
		options.requireKnown(OPTIONS);
		options.options("keys").requireKnown(Set.of("partition", "sort"));
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
		indexes("indexes", IndexKind.GLOBAL).forEach(table::index);
		indexes("local_indexes", IndexKind.LOCAL).forEach(table::index);
		table.throughput(throughput(units(this.options, "read"), units(this.options, "write")));
		table.timestamps(TimestampsDefinition.of(Moments.CREATED, Moments.MODIFIED));
		if (this.records.declared()) {
			table.schema(RecordClass.SCHEMA);
		}
		return table.build();
	}

	TableAdministrator administrator() {
		return new TableAdministrator(this.client);
	}

	/**
	 * Starts a template.
	 * @return the template
	 * @throws RuntimeException if the configuration stops the start
	 */
	DaplugTemplate template() {
		return builder().build();
	}

	/**
	 * Starts a template that reads from the cache. The other one does not, and what it
	 * writes is evicted all the same.
	 * @return the template
	 */
	DaplugTemplate cached() {
		return builder().cache(this.cache).build();
	}

	ItemCache cache() {
		return this.cache;
	}

	private DaplugTemplateBuilder builder() {
		TableDefinition table = table();
		Set<String> attributes = new LinkedHashSet<>(keyNames(null));
		attributes.addAll(Moments.ATTRIBUTES);
		table.indexes().values().forEach((index) -> index.keys().forEach((key) -> attributes.add(key.name())));
		return DaplugTemplate.builder(this.client, table).schemas(this.records.schemas(attributes)).clock(this.clock);
	}

	/** What the sort keys of its records begin with; null if it does not say. */
	@Nullable String sortKeyPrefix() {
		return this.options.nonEmptyText("sort_key_prefix");
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
		RecordClass.lowerCase(made, this.options.texts("lowercase"));
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

	/** A record with the times that it is written with. */
	Map<String, Object> stamped(Map<String, Object> record) {
		Map<String, Object> stamped = new LinkedHashMap<>(record);
		String now = TimestampForm.TEXT.write(this.clock.instant()).s();
		Moments.ATTRIBUTES.forEach((attribute) -> stamped.put(attribute, now));
		return stamped;
	}

	private void putKey(Map<String, Object> record, String attribute, String method) {
		String template = this.options.options("keys").text(method);
		Object value = (template != null && !record.containsKey(attribute)) ? RecordClass.value(template, record)
				: null;
		if (value != null) {
			record.put(attribute, value);
		}
	}

	private List<IndexDefinition> indexes(String option, IndexKind kind) {
		List<IndexDefinition> indexes = new ArrayList<>();
		for (JsonNode json : this.options.elements(option)) {
			Arguments index = new Arguments(json);
			index.requireKnown(INDEX_OPTIONS);
			KeyAttribute sortKey = key(index, "sort_key");
			Throughput throughput = (kind == IndexKind.GLOBAL) ? indexThroughput(index) : Throughput.UNDECLARED;
			indexes.add(new IndexDefinition(String.valueOf(index.text("name")),
					List.of(required(key(index, "partition_key"))), (sortKey != null) ? List.of(sortKey) : List.of(),
					new IndexSettings(kind, projection(index), throughput)));
		}
		return indexes;
	}

	private static IndexProjection projection(Arguments index) {
		List<String> attributes = index.texts("projection");
		return attributes.isEmpty() ? IndexProjection.ALL : IndexProjection.include(attributes.toArray(String[]::new));
	}

	/** What an index does not say of its capacity, its table says. */
	private Throughput indexThroughput(Arguments index) {
		Long read = units(index, "read");
		Long write = units(index, "write");
		return (read == null && write == null) ? Throughput.UNDECLARED
				: throughput((read != null) ? read : units(this.options, "read"),
						(write != null) ? write : units(this.options, "write"));
	}

	private static Throughput throughput(@Nullable Long read, @Nullable Long write) {
		return (read == null && write == null) ? Throughput.UNDECLARED
				: new Throughput(null, new ThroughputUnits(read, write), null, null);
	}

	/** Python takes zero for none. */
	private static @Nullable Long units(Arguments options, String what) {
		Integer units = options.integer(what + "_capacity_units");
		return (units != null && units != 0) ? Long.valueOf(units) : null;
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
