package io.daplug.template;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.event.ChangePublisher;
import io.daplug.event.Operation;
import io.daplug.idempotence.IdempotenceGuard;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.template.context.ItemTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.read.ItemReads;
import io.daplug.template.read.ReadRequests;
import io.daplug.template.write.Announcer;
import io.daplug.template.write.BatchWrites;
import io.daplug.template.write.ItemShaper;
import io.daplug.template.write.ShapedItem;
import io.daplug.template.write.SingleWrites;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Works with one table, as {@link DaplugOperations} describes. Safe for use by many
 * threads and usable without Spring Boot:
 * {@code DaplugTemplate.builder(client, table).build()}.
 */
public final class DaplugTemplate implements DaplugOperations {

	private final TableContext context;

	private final ItemReads reads;

	private final ReadRequests requests;

	private final SingleWrites writes;

	private final BatchWrites batches;

	private DaplugTemplate(TableContext context) {
		this.context = context;
		TableKeys keys = new TableKeys(context.table(), context.converter());
		ItemShaper shaper = new ItemShaper(context, keys);
		Announcer announcer = new Announcer(context, keys);
		this.requests = new ReadRequests(context, keys);
		this.reads = new ItemReads(context, keys, this.requests);
		this.writes = new SingleWrites(context, keys, shaper, this.reads, announcer);
		this.batches = new BatchWrites(context, keys, shaper, this.writes, announcer);
	}

	/**
	 * Begins a template.
	 * @param client sends the requests
	 * @param table the table
	 * @return a builder
	 */
	public static Builder builder(DynamoDbClient client, TableDefinition table) {
		return new Builder(client, table);
	}

	@Override
	public TableDefinition table() {
		return this.context.table();
	}

	@Override
	public <T> TypedOperations<T> as(Class<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return new TypedTemplate<>(this, type);
	}

	@Override
	public Map<String, Object> insert(Map<String, ?> item, Consumer<WriteOptions.Builder> options) {
		return insertMap(item, WriteOptions.of(options));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T insert(T item, Consumer<WriteOptions.Builder> options) {
		return (T) doInsert(item, WriteOptions.of(options));
	}

	@Override
	public Map<String, Object> overwrite(Map<String, ?> item, Consumer<WriteOptions.Builder> options) {
		return overwriteMap(item, WriteOptions.of(options));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T overwrite(T item, Consumer<WriteOptions.Builder> options) {
		return (T) doOverwrite(item, WriteOptions.of(options));
	}

	@Override
	public Map<String, Object> create(Map<String, ?> item, Consumer<WriteOptions.Builder> options) {
		WriteOptions create = WriteOptions.of(options);
		return (create.mode() == CreateMode.INSERT) ? insertMap(item, create) : overwriteMap(item, create);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T create(T item, Consumer<WriteOptions.Builder> options) {
		WriteOptions create = WriteOptions.of(options);
		return (T) ((create.mode() == CreateMode.INSERT) ? doInsert(item, create) : doOverwrite(item, create));
	}

	@Override
	public <T> T update(ItemKey key, Object patch, Class<T> type, Consumer<UpdateOptions.Builder> options) {
		return convert(this.writes.update(key, patch, type, UpdateOptions.of(options)), type);
	}

	@Override
	public <T> T update(Consumer<QueryOptions.Builder> query, Object patch, Class<T> type,
			Consumer<UpdateOptions.Builder> options) {
		return convert(this.writes.update(QueryOptions.of(query), patch, type, UpdateOptions.of(options)), type);
	}

	@Override
	public <T> Optional<T> delete(ItemKey key, Class<T> type, Consumer<DeleteOptions.Builder> options) {
		return this.writes.delete(key, type, DeleteOptions.of(options), Operation.DELETE, true)
			.map((item) -> convert(item, type));
	}

	@Override
	public <T> Optional<T> get(ItemKey key, Class<T> type, Consumer<ReadOptions.Builder> options) {
		return this.reads.get(key, ReadOptions.of(options)).map((item) -> convert(item, type));
	}

	@Override
	public <T> Stream<T> query(Consumer<QueryOptions.Builder> query, Class<T> type) {
		return this.reads.query(QueryOptions.of(query)).map((item) -> convert(item, type));
	}

	@Override
	public <T> Page<T> page(Consumer<QueryOptions.Builder> query, PageRequest page, Class<T> type) {
		Assert.notNull(page, "'page' must not be null");
		Page<Map<String, AttributeValue>> items = this.reads.page(QueryOptions.of(query), page);
		return new Page<>(items.items().stream().map((item) -> convert(item, type)).toList(), items.nextToken());
	}

	@Override
	public <T> Stream<T> scan(Consumer<ScanOptions.Builder> scan, Class<T> type) {
		return this.reads.scan(ScanOptions.of(scan)).map((item) -> convert(item, type));
	}

	@Override
	public <T> Stream<T> read(Consumer<QueryOptions.Builder> query, Class<T> type) {
		return this.reads.read(QueryOptions.of(query)).map((item) -> convert(item, type));
	}

	@Override
	public QueryResponse queryResponse(Consumer<QueryOptions.Builder> query) {
		return this.requests.queryResponse(QueryOptions.of(query));
	}

	@Override
	public ScanResponse scanResponse(Consumer<ScanOptions.Builder> scan) {
		return this.requests.scanResponse(ScanOptions.of(scan));
	}

	@Override
	public <T> BatchResult<T> batchInsert(Collection<T> items, Consumer<BatchOptions.Builder> options) {
		return this.batches.insert(items, BatchOptions.of(options));
	}

	@Override
	public BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys, Consumer<BatchOptions.Builder> options) {
		return this.batches.delete(keys, BatchOptions.of(options));
	}

	@Override
	public String toString() {
		return "DaplugTemplate[%s]".formatted(this.context.table().name());
	}

	private Map<String, Object> insertMap(Map<String, ?> item, WriteOptions options) {
		requireItem(item);
		return answer(this.writes.insert(item, Map.class, options));
	}

	private Map<String, Object> overwriteMap(Map<String, ?> item, WriteOptions options) {
		requireItem(item);
		return answer(this.writes.overwrite(item, Map.class, options));
	}

	/** Most callers have the item, and never look at what is answered. */
	private Map<String, Object> answer(ShapedItem written) {
		return this.context.converter().lazyMap(written.attributes());
	}

	private Object doInsert(Object item, WriteOptions options) {
		requireItem(item);
		Class<?> type = ItemTypes.of(item);
		return answer(this.writes.insert(item, type, options), type);
	}

	private Object doOverwrite(Object item, WriteOptions options) {
		requireItem(item);
		Class<?> type = ItemTypes.of(item);
		return answer(this.writes.overwrite(item, type, options), type);
	}

	private Object answer(ShapedItem written, Class<?> type) {
		return (written.asGiven() && this.context.converter().isTyped(written.given())) ? written.given()
				: convert(written.attributes(), type);
	}

	private <T> T convert(Map<String, AttributeValue> item, Class<T> type) {
		return this.context.converter().fromAttributes(item, type);
	}

	private static void requireItem(@Nullable Object item) {
		Assert.notNull(item, "'item' must not be null");
	}

	/**
	 * Collects what a template works with.
	 */
	public static final class Builder {

		private final DynamoDbClient client;

		private final TableDefinition table;

		private ItemConverter converter = new ItemConverter(JsonMapper.shared());

		private SchemaRegistry schemas = SchemaRegistry.empty();

		private ChangePublisher publisher = ChangePublisher.NO_OP;

		private Clock clock = Clock.systemUTC();

		private Builder(DynamoDbClient client, TableDefinition table) {
			Assert.notNull(client, "'client' must not be null");
			Assert.notNull(table, "'table' must not be null");
			this.client = client;
			this.table = table;
		}

		/**
		 * Converts items this way. By default with Jackson as it comes.
		 * @param converter the converter
		 * @return this builder
		 */
		public Builder converter(ItemConverter converter) {
			this.converter = converter;
			return this;
		}

		/**
		 * Takes schemas from here. By default there are none.
		 * @param schemas the schemas
		 * @return this builder
		 */
		public Builder schemas(SchemaRegistry schemas) {
			this.schemas = schemas;
			return this;
		}

		/**
		 * Announces changes here. By default nowhere.
		 * @param publisher the publisher
		 * @return this builder
		 */
		public Builder publisher(ChangePublisher publisher) {
			this.publisher = publisher;
			return this;
		}

		/**
		 * Takes the time of changes and of generated timestamps from here.
		 * @param clock the clock, the system's by default
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Builds the template. Nothing is sent.
		 * @return the template
		 * @throws io.daplug.schema.UnknownSchemaException if the table's schema does not
		 * exist
		 */
		public DaplugTemplate build() {
			if (this.table.schema() != null) {
				this.schemas.get(this.table.schema());
			}
			IdempotenceGuard guard = (this.table.idempotence() != null)
					? new IdempotenceGuard(this.table.idempotence(), this.clock) : null;
			return new DaplugTemplate(new TableContext(this.table,
					new DynamoDbRequests(this.client, this.table.name(), this.table.tableName()), this.converter,
					this.schemas, this.publisher, guard, this.clock));
		}

	}

}
