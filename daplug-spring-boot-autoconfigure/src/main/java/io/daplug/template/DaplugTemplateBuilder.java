package io.daplug.template;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.ItemCache;
import io.daplug.customize.ItemCustomizers;
import io.daplug.dynamodb.ConnectionState;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.event.ChangePublisher;
import io.daplug.guard.ExpiredItems;
import io.daplug.guard.IdempotenceKeyGuard;
import io.daplug.guard.ItemVisibility;
import io.daplug.guard.StoredForm;
import io.daplug.guard.WriteGuard;
import io.daplug.guard.WriteToken;
import io.daplug.id.ItemIdGenerator;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.key.KeyTemplate;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.ComputedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.gate.WriteGate;
import io.daplug.table.stored.StoredEncodings;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.cache.TableCaches;
import io.daplug.template.context.Announcing;
import io.daplug.template.context.CallTenant;
import io.daplug.template.context.Contributions;
import io.daplug.template.context.DecodedForm;
import io.daplug.template.context.IndexVisibility;
import io.daplug.template.context.ItemRules;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.StoredRules;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.TableResources;
import io.daplug.template.context.TableVersions;
import io.daplug.template.context.TurnRegistry;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Collects what a template works with.
 */
public final class DaplugTemplateBuilder {

	private final DynamoDbClient client;

	private final TableDefinition table;

	private ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private SchemaRegistry schemas = SchemaRegistry.empty();

	private ChangePublisher publisher = ChangePublisher.NO_OP;

	private Clock clock = Clock.systemUTC();

	private ItemIdGenerator ids = ItemIdGenerator.standard();

	private ItemCustomizers customizers = ItemCustomizers.NONE;

	private ItemVisibility visibility = ItemVisibility.ALL;

	private WriteGate gate = WriteGate.OPEN;

	private @Nullable ItemCache cache;

	private TaskExecutorFactory executors = TaskExecutorFactory.simple();

	private ConnectionState connection = new ConnectionState();

	private SchemaUpcasters upcasters = SchemaUpcasters.none();

	DaplugTemplateBuilder(DynamoDbClient client, TableDefinition table) {
		Assert.notNull(client, "'client' must not be null");
		Assert.notNull(table, "'table' must not be null");
		this.client = client;
		this.table = table;
	}

	/**
	 * Sets what converts items. By default it is Jackson as it comes.
	 * @param converter the converter
	 * @return this builder
	 */
	public DaplugTemplateBuilder converter(ItemConverter converter) {
		this.converter = converter;
		return this;
	}

	/**
	 * Sets where schemas come from. By default there are none.
	 * @param schemas the schemas
	 * @return this builder
	 */
	public DaplugTemplateBuilder schemas(SchemaRegistry schemas) {
		this.schemas = schemas;
		return this;
	}

	/**
	 * Sets where changes are announced. By default nowhere.
	 * @param publisher the publisher
	 * @return this builder
	 */
	public DaplugTemplateBuilder publisher(ChangePublisher publisher) {
		this.publisher = publisher;
		return this;
	}

	/**
	 * Sets what tells the time of changes, of generated timestamps, and when items
	 * expire.
	 * @param clock the clock, the system's by default
	 * @return this builder
	 */
	public DaplugTemplateBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Sets what makes the ids of inserted items, where the table generates them.
	 * @param ids the generator, {@link ItemIdGenerator#standard()} by default
	 * @return this builder
	 */
	public DaplugTemplateBuilder ids(ItemIdGenerator ids) {
		this.ids = ids;
		return this;
	}

	/**
	 * Sets what changes items before they are written, or refuses them. By default
	 * nothing does.
	 * @param customizers the customizers of the table
	 * @return this builder
	 */
	public DaplugTemplateBuilder customizers(ItemCustomizers customizers) {
		this.customizers = customizers;
		return this;
	}

	/**
	 * Sets which stored items readers see, and how. All of them by default.
	 * @param visibility the rule, by which all ways to read go
	 * @return this builder
	 */
	DaplugTemplateBuilder visibility(ItemVisibility visibility) {
		this.visibility = visibility;
		return this;
	}

	/**
	 * Sets what may hold up or refuse writes. By default all are let through.
	 * @param gate asked before each write
	 * @return this builder
	 */
	public DaplugTemplateBuilder gate(WriteGate gate) {
		this.gate = gate;
		return this;
	}

	/**
	 * Sets what keeps items in memory. By default it is made as the table's definition
	 * says, by {@link ItemCache#of}; nothing is kept where that says nothing.
	 * @param cache the cache, of one table of DynamoDB alone, as tables may have equal
	 * keys; templates of the table may share it
	 * @return this builder
	 */
	public DaplugTemplateBuilder cache(ItemCache cache) {
		this.cache = cache;
		return this;
	}

	/**
	 * Sets where batches and parallel scans get their threads. By default they are daemon
	 * threads that end with the call.
	 * @param executors creates the executors
	 * @return this builder
	 */
	public DaplugTemplateBuilder executors(TaskExecutorFactory executors) {
		this.executors = executors;
		return this;
	}

	/**
	 * Sets what says that the application is closed. By default the template works as
	 * long as its client does.
	 * @param connection where it is looked up before each request
	 * @return this builder
	 */
	public DaplugTemplateBuilder connection(ConnectionState connection) {
		this.connection = connection;
		return this;
	}

	/**
	 * Sets what makes items of earlier versions of their schema items of the current one.
	 * By default there is nothing, which is enough for a table in its first version.
	 * @param upcasters the upcasters, also those of other tables
	 * @return this builder
	 */
	public DaplugTemplateBuilder upcasters(SchemaUpcasters upcasters) {
		this.upcasters = upcasters;
		return this;
	}

	/**
	 * Builds the template. Nothing is sent.
	 * @return the template
	 * @throws io.daplug.schema.UnknownSchemaException if the table's schema does not
	 * exist
	 * @throws IllegalStateException if an index leaves out what decides whether an item
	 * is seen, or the version of its items; or if items are to be kept in memory and
	 * Caffeine is not on the class path, or the cache keeps items of another table
	 * @throws io.daplug.version.MissingUpcasterException if nothing makes items of an
	 * earlier version items of the next one
	 * @throws io.daplug.version.SurplusUpcasterException if an upcaster of the table has
	 * no place between two of its versions
	 */
	public DaplugTemplate build() {
		ItemSchema schema = (this.table.schema() != null) ? this.schemas.get(this.table.schema()) : null;
		StoredEncodings encodings = StoredEncodings.of(this.table, schema, this.converter);
		ItemConverter converter = (encodings != null) ? encodings.reading(this.converter) : this.converter;
		DynamoDbRequests requests = new DynamoDbRequests(this.client, this.table.name(), this.table.tableName(),
				this.connection);
		WriteToken token = WriteToken.in(this.table.writeToken(), this.table.formerWriteToken());
		token = this.table.guardedCopies() ? token.besideSequence() : token;
		SchemaVersionDefinition version = this.table.schemaVersion();
		token = (version != null) ? token.besideVersion(version.attribute()) : token;
		TableKeys keys = new TableKeys(this.table, converter);
		ItemRules rules = new ItemRules(converter, keys, this.schemas, stored(token, keys, encodings),
				new Contributions(this.ids, this.customizers));
		IndexVisibility.require(this.table, rules.visibility());
		TableVersions.requireIndexes(this.table);
		Announcing announcing = new Announcing(this.publisher,
				TurnRegistry.of(this.client, this.table.tableName(), this.executors), this.clock,
				(this.table.itemType() != null) ? ItemType.of(this.table.itemType()) : null);
		return new DaplugTemplate(
				TableEngines.of(new TableContext(this.table, new TableResources(requests, this.executors, cached(keys)),
						rules, announcing, CallTenant.none(this.table))));
	}

	private @Nullable CachedItems cached(TableKeys keys) {
		CacheDefinition definition = this.table.cache();
		TableCaches caches = TableCaches.of(this.client);
		if (this.cache != null) {
			return (this.cache != ItemCache.NO_OP) ? caches.items(this.table.tableName(), this.cache, keys) : null;
		}
		return (definition != null) ? caches.items(this.table.tableName(), definition, keys) : null;
	}

	private StoredRules stored(WriteToken token, TableKeys keys, @Nullable StoredEncodings encodings) {
		StoredRules rules = new StoredRules(guard(token),
				claims(keys).and(foreign(keys.computed()))
					.and(new OtherTypes(this.table).hidden())
					.and(this.visibility)
					.and(token.visibility()),
				this.gate, (encodings != null) ? new DecodedForm(encodings) : StoredForm.SAME,
				TableVersions.of(this.table, keys, this.converter, this.upcasters));
		if (this.table.guardedCopies()) {
			rules = rules.without(StoredRules.tombstones(this.table));
		}
		TimeToLiveDefinition timeToLive = this.table.timeToLive();
		return (timeToLive != null && timeToLive.hideExpired())
				? rules.without(new ExpiredItems(timeToLive.attribute(), this.clock)) : rules;
	}

	/** Hides claims, by the beginning of their hash keys, which every index holds. */
	private ItemVisibility claims(TableKeys keys) {
		return keys.reserved().any() ? ItemVisibility.hiding(Set.of(this.table.hashKey()), keys.reserved()::contains)
				: ItemVisibility.ALL;
	}

	/**
	 * Hides items with other keys, where neither a key condition nor a filter can leave
	 * them out: in an index that has a key of the table behind another range key.
	 */
	private ItemVisibility foreign(ComputedKeys keys) {
		boolean behind = this.table.indexes()
			.values()
			.stream()
			.flatMap((index) -> index.rangeKeys().stream().skip(1))
			.anyMatch((key) -> this.table.isKey(key.name()) && keys.contains(key.name()));
		return behind ? ItemVisibility.hiding(
				this.table.computedKeys().keySet().stream().filter(this.table::isKey).collect(Collectors.toSet()),
				keys::isForeign) : ItemVisibility.ALL;
	}

	private WriteGuard guard(WriteToken token) {
		IdempotenceDefinition idempotence = this.table.idempotence();
		return (idempotence != null) ? new IdempotenceKeyGuard(idempotence, this.table.hashKey(), this.clock, token)
				: WriteGuard.none(this.table.hashKey(), token);
	}

}
