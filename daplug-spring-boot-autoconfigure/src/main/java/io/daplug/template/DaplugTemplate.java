package io.daplug.template;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.table.TableDefinition;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.batching.EntryTypes;
import io.daplug.template.copy.CopyOperations;
import io.daplug.template.model.BatchGetOptions;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.ClearOptions;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.RewriteOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.shaping.ShapedItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Works with one table, as {@link DaplugOperations} describes. Safe for use by many
 * threads and usable without Spring Boot:
 * {@code DaplugTemplate.builder(client, table).build()}.
 */
public final class DaplugTemplate implements DaplugOperations {

	private final TableEngines engines;

	private final ItemTemplate<Map<String, Object>> maps;

	DaplugTemplate(TableEngines engines) {
		this.engines = engines;
		this.maps = new ItemTemplate<>(engines, ItemType.MAP);
	}

	/**
	 * Begins a template.
	 * @param client sends the requests
	 * @param table the table
	 * @return a builder
	 */
	public static DaplugTemplateBuilder builder(DynamoDbClient client, TableDefinition table) {
		return new DaplugTemplateBuilder(client, table);
	}

	/** What works for the call that this thread makes. */
	TableEngine engine() {
		return this.engines.current();
	}

	TableEngines engines() {
		return this.engines;
	}

	@Override
	public TableDefinition table() {
		return this.engines.context().table();
	}

	@Override
	public <T> ItemOperations<T> as(Class<T> type) {
		return as(ItemType.of(type));
	}

	@Override
	public <T> ItemOperations<T> as(ParameterizedTypeReference<T> type) {
		return as(ItemType.of(type));
	}

	private <T> ItemTemplate<T> as(ItemType<T> type) {
		return new ItemTemplate<>(this.engines, type);
	}

	@Override
	public AcrossTenants<Map<String, Object>> acrossTenants() {
		return this.maps.acrossTenants();
	}

	@Override
	public DaplugTemplate forTenant(String tenant) {
		return new DaplugTemplate(this.engines.of(tenant));
	}

	@Override
	public Map<String, Object> insert(Map<String, ?> item, WriteOptions options) {
		return this.maps.insertAny(item, options, this::answer);
	}

	@Override
	public <T> T insert(T item, WriteOptions options) {
		return as(ItemType.ofItem(item)).insert(item, options);
	}

	@Override
	public Map<String, Object> overwrite(Map<String, ?> item, WriteOptions options) {
		return this.maps.overwriteAny(item, options, this::answer);
	}

	@Override
	public <T> T overwrite(T item, WriteOptions options) {
		return as(ItemType.ofItem(item)).overwrite(item, options);
	}

	@Override
	public Map<String, Object> update(ItemKey key, Object patch, UpdateOptions options) {
		return this.maps.update(key, patch, options);
	}

	@Override
	public <T> T update(ItemKey key, Object patch, Class<T> type, UpdateOptions options) {
		return as(type).update(key, patch, options);
	}

	@Override
	public Map<String, Object> update(QueryOptions query, Object patch, UpdateOptions options) {
		return this.maps.update(query, patch, options);
	}

	@Override
	public <T> T update(QueryOptions query, Object patch, Class<T> type, UpdateOptions options) {
		return as(type).update(query, patch, options);
	}

	@Override
	public Map<String, Object> change(ItemKey key, UpdateExpression change, ChangeOptions options) {
		return this.maps.change(key, change, options);
	}

	@Override
	public <T> T change(ItemKey key, UpdateExpression change, Class<T> type, ChangeOptions options) {
		return as(type).change(key, change, options);
	}

	@Override
	public Optional<Map<String, Object>> changeAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change,
			ChangeOptions options) {
		return this.maps.changeAnswering(answer, key, change, options);
	}

	@Override
	public <T> Optional<T> changeAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change, Class<T> type,
			ChangeOptions options) {
		return as(type).changeAnswering(answer, key, change, options);
	}

	@Override
	public Map<String, Object> upsert(ItemKey key, UpdateExpression change, ChangeOptions options) {
		return this.maps.upsert(key, change, options);
	}

	@Override
	public <T> T upsert(ItemKey key, UpdateExpression change, Class<T> type, ChangeOptions options) {
		return as(type).upsert(key, change, options);
	}

	@Override
	public Optional<Map<String, Object>> upsertAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change,
			ChangeOptions options) {
		return this.maps.upsertAnswering(answer, key, change, options);
	}

	@Override
	public <T> Optional<T> upsertAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change, Class<T> type,
			ChangeOptions options) {
		return as(type).upsertAnswering(answer, key, change, options);
	}

	@Override
	public Map<String, Object> upsert(Map<String, ?> item, UpsertOptions options) {
		return this.maps.upsertAny(item, options);
	}

	@Override
	public <T> T upsert(T item, UpsertOptions options) {
		return as(ItemType.ofItem(item)).upsert(item, options);
	}

	@Override
	public Optional<Map<String, Object>> delete(ItemKey key, DeleteOptions options) {
		return this.maps.delete(key, options);
	}

	@Override
	public <T> Optional<T> delete(ItemKey key, Class<T> type, DeleteOptions options) {
		return as(type).delete(key, options);
	}

	@Override
	public Optional<Map<String, Object>> get(ItemKey key, ReadOptions options) {
		return this.maps.get(key, options);
	}

	@Override
	public <T> Optional<T> get(ItemKey key, Class<T> type, ReadOptions options) {
		return as(type).get(key, options);
	}

	@Override
	public boolean exists(ItemKey key, ReadOptions options) {
		return this.maps.exists(key, options);
	}

	@Override
	public BatchGetResult<Map<String, Object>> batchGet(Collection<ItemKey> keys, BatchGetOptions options) {
		return this.maps.batchGet(keys, options);
	}

	@Override
	public <T> BatchGetResult<T> batchGet(Collection<ItemKey> keys, Class<T> type, BatchGetOptions options) {
		return as(type).batchGet(keys, options);
	}

	@Override
	public Stream<Map<String, Object>> batchGet(Stream<ItemKey> keys, BatchGetOptions options) {
		return StreamedSource.closingOnFailure(keys, () -> this.maps.batchGet(keys, options));
	}

	@Override
	public <T> Stream<T> batchGet(Stream<ItemKey> keys, Class<T> type, BatchGetOptions options) {
		return StreamedSource.closingOnFailure(keys, () -> as(type).batchGet(keys, options));
	}

	@Override
	public ItemQuery<Map<String, Object>> query(QueryOptions query) {
		return this.maps.query(query);
	}

	@Override
	public <T> ItemQuery<T> query(QueryOptions query, Class<T> type) {
		return as(type).query(query);
	}

	@Override
	public ItemScan<Map<String, Object>> scan(ScanOptions scan) {
		return this.maps.scan(scan);
	}

	@Override
	public <T> ItemScan<T> scan(ScanOptions scan, Class<T> type) {
		return as(type).scan(scan);
	}

	@Override
	public Stream<Map<String, Object>> read(QueryOptions query) {
		return this.maps.read(query);
	}

	@Override
	public <T> Stream<T> read(QueryOptions query, Class<T> type) {
		return as(type).read(query);
	}

	@Override
	public <T> BatchResult<T> batchInsert(Collection<T> items, BatchOptions options) {
		return engine().batches().insert(items, EntryTypes.asGiven(), options);
	}

	@Override
	public <T> BatchCounts batchInsert(Stream<T> items, BatchOptions options) {
		return StreamedSource.closingOnFailure(items,
				() -> engine().batches().insert(items, EntryTypes.asGiven(), options));
	}

	@Override
	public <T> BatchResult<T> batchOverwrite(Collection<T> items, BatchOptions options) {
		return engine().batches().overwrite(items, EntryTypes.asGiven(), options);
	}

	@Override
	public <T> BatchCounts batchOverwrite(Stream<T> items, BatchOptions options) {
		return StreamedSource.closingOnFailure(items,
				() -> engine().batches().overwrite(items, EntryTypes.asGiven(), options));
	}

	@Override
	public <T> BatchResult<T> batchUpsert(Collection<T> items, BatchOptions options) {
		return engine().batches().upsert(items, EntryTypes.asGiven(), options);
	}

	@Override
	public <T> BatchCounts batchUpsert(Stream<T> items, BatchOptions options) {
		return StreamedSource.closingOnFailure(items,
				() -> engine().batches().upsert(items, EntryTypes.asGiven(), options));
	}

	@Override
	public BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys, BatchOptions options) {
		return engine().batches().delete(keys, options);
	}

	@Override
	public BatchCounts batchDelete(Stream<ItemKey> keys, BatchOptions options) {
		return StreamedSource.closingOnFailure(keys, () -> engine().batches().delete(keys, options));
	}

	@Override
	public ClearResult clear(ClearOptions options) {
		return this.maps.clear(options);
	}

	@Override
	public RewriteResult rewrite(RewriteOptions options) {
		return this.maps.rewrite(options);
	}

	/**
	 * Returns what writes copies of items of other tables, as guarded mirrors do.
	 * @return the operations, which work on tables with
	 * {@link TableDefinition#guardedCopies() guarded copies}
	 */
	public CopyOperations copies() {
		return this.engines.copies();
	}

	@Override
	public String toString() {
		return "DaplugTemplate[%s]".formatted(table().name());
	}

	/** Most callers have the item, and never look at what is answered. */
	private Map<String, Object> answer(ShapedItem written) {
		return this.engines.context().converter().lazyMap(written.attributes());
	}

}
