package io.daplug.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.capacity.ScanRule;
import io.daplug.event.Operation;
import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.batching.EntryTypes;
import io.daplug.template.change.ChangeTerms;
import io.daplug.template.context.AnswerCut;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.BatchGetOptions;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.CallOptions;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.ClearOptions;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ReadingOptions;
import io.daplug.template.model.RewriteOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.read.WholeReading;
import io.daplug.template.shaping.ShapedItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * The operations of one table for items of one type.
 */
final class ItemTemplate<T> implements ItemOperations<T> {

	private final TableEngines engines;

	private final ItemType<T> type;

	/** The type that changes are announced as. */
	private final ItemType<?> changeType;

	private final EntryTypes<T> entryTypes;

	private final WholeReading reading;

	ItemTemplate(TableEngines engines, ItemType<T> type) {
		this.engines = engines;
		this.type = type;
		this.changeType = engines.context().changeType(type);
		this.reading = new WholeReading(engines.context(), type);
		this.entryTypes = new EntryTypes<>(this::typeOf, (item) -> this.changeType);
	}

	/** What works for the call that this thread makes. */
	TableEngine engine() {
		return this.engines.current();
	}

	TableEngines engines() {
		return this.engines;
	}

	ItemType<T> type() {
		return this.type;
	}

	ItemType<?> changeType() {
		return this.changeType;
	}

	@Override
	public TableDefinition table() {
		return this.engines.context().table();
	}

	@Override
	public AcrossTenants<T> acrossTenants() {
		return new AcrossTenants<>(this.engines, this.type, this::whole);
	}

	@Override
	public ItemOperations<T> forTenant(String tenant) {
		return new ItemTemplate<>(this.engines.of(tenant), this.type);
	}

	@Override
	public T insert(T item, WriteOptions options) {
		return insertAny(item, options, answer(item, options));
	}

	@Override
	public T overwrite(T item, WriteOptions options) {
		return overwriteAny(item, options, answer(item, options));
	}

	/** Inserts what is announced as an item of this type, whatever it was given as. */
	<R> R insertAny(@Nullable Object item, WriteOptions options, Function<ShapedItem, R> answer) {
		Assert.notNull(item, "'item' must not be null");
		return engine().writes()
			.insert(item, WriteCall.of(Operation.INSERT, this.changeType, options), shown(options, answer));
	}

	/** Overwrites with what is announced as an item of this type. */
	<R> R overwriteAny(@Nullable Object item, WriteOptions options, Function<ShapedItem, R> answer) {
		Assert.notNull(item, "'item' must not be null");
		return engine().writes()
			.overwrite(item, WriteCall.of(Operation.OVERWRITE, this.changeType, options), shown(options, answer));
	}

	@Override
	public T update(ItemKey key, Object patch, UpdateOptions options) {
		return engine().writes().update(key, patch, WriteCall.of(this.changeType, options), options, read(options));
	}

	@Override
	public T update(QueryOptions query, Object patch, UpdateOptions options) {
		return engine().writes().update(query, patch, WriteCall.of(this.changeType, options), options, read(options));
	}

	@Override
	public T change(ItemKey key, UpdateExpression change, ChangeOptions options) {
		return afterwards(changeAnswering(ChangeAnswer.NEW, key, change, options));
	}

	@Override
	public Optional<T> changeAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change,
			ChangeOptions options) {
		return engine().changes()
			.change(key, change, WriteCall.of(Operation.CHANGE, this.changeType, options),
					ChangeTerms.change(answer, options, table().validation()), changed(options));
	}

	@Override
	public T upsert(ItemKey key, UpdateExpression change, ChangeOptions options) {
		return afterwards(upsertAnswering(ChangeAnswer.NEW, key, change, options));
	}

	@Override
	public Optional<T> upsertAnswering(ChangeAnswer answer, ItemKey key, UpdateExpression change,
			ChangeOptions options) {
		return engine().changes()
			.change(key, change, WriteCall.of(Operation.UPSERT, this.changeType, options),
					ChangeTerms.upsert(answer, options, table().validation()), changed(options));
	}

	@Override
	public T upsert(T item, UpsertOptions options) {
		return upsertAny(item, options);
	}

	/** Writes what is announced as an item of this type, whatever it was given as. */
	T upsertAny(@Nullable Object item, UpsertOptions options) {
		Assert.notNull(item, "'item' must not be null");
		return engine().upserts().upsert(item, WriteCall.of(this.changeType, options), options, changed(options));
	}

	private static <T> T afterwards(Optional<T> item) {
		return item.orElseThrow(() -> new IllegalStateException("A change tells what is stored afterwards"));
	}

	@Override
	public Optional<T> delete(ItemKey key, DeleteOptions options) {
		return engine().writes().delete(key, WriteCall.of(this.changeType, options), read(options));
	}

	@Override
	public Optional<T> get(ItemKey key, ReadOptions options) {
		return engine().reader().get(key, options, this.type).map(whole(options));
	}

	@Override
	public boolean exists(ItemKey key, ReadOptions options) {
		return engine().reader().exists(key, options);
	}

	@Override
	public BatchGetResult<T> batchGet(Collection<ItemKey> keys, BatchGetOptions options) {
		return engine().lookups().get(keys, options, this.type, whole(options));
	}

	@Override
	public Stream<T> batchGet(Stream<ItemKey> keys, BatchGetOptions options) {
		return StreamedSource.closingOnFailure(keys,
				() -> engine().lookups().stream(keys, options, this.type, whole(options)));
	}

	@Override
	public ItemQuery<T> query(QueryOptions query) {
		return new TemplateQuery<>(engine().reader(), query, this.type, whole(query));
	}

	@Override
	public ItemScan<T> scan(ScanOptions scan) {
		requireScans(table());
		return new TemplateScan<>(engine().reader(), scan, this.type, whole(scan));
	}

	/** Refuses to scan a table that says so. */
	static void requireScans(TableDefinition table) {
		if (table.reads().scan() == ScanRule.REFUSE) {
			throw new InvalidQueryException(
					"Table '%s' must not be scanned, as its 'reads.scan' says; query it by a hash key of the table or of an index"
						.formatted(table.name()));
		}
	}

	@Override
	public Stream<T> read(QueryOptions query) {
		if (!query.hasKey() && !hasOneHashKey(query.index())) {
			throw new InvalidQueryException(
					"A read of table '%s' needs a hash key: set 'hashKey' or 'keyCondition', or ask for all items by 'scan'"
						.formatted(table().name()));
		}
		return query(query).stream();
	}

	/** Whether all items have the same hash key there, so that it need not be given. */
	private boolean hasOneHashKey(@Nullable String index) {
		IndexDefinition read = (index != null) ? table().indexes().get(index) : null;
		List<String> keys = (index == null) ? List.of(table().hashKey())
				: (read != null) ? read.hashKeys().stream().map(KeyAttribute::name).toList() : List.of();
		return !keys.isEmpty() && keys.stream().allMatch((key) -> {
			KeyTemplate template = table().computedKeys().get(key);
			return template != null && template.isConstant();
		});
	}

	@Override
	public BatchResult<T> batchInsert(Collection<? extends T> items, BatchOptions options) {
		return engine().batches().insert(items, this.entryTypes, options);
	}

	@Override
	public BatchCounts batchInsert(Stream<? extends T> items, BatchOptions options) {
		return StreamedSource.closingOnFailure(items, () -> engine().batches().insert(items, this.entryTypes, options));
	}

	@Override
	public BatchResult<T> batchOverwrite(Collection<? extends T> items, BatchOptions options) {
		return engine().batches().overwrite(items, this.entryTypes, options);
	}

	@Override
	public BatchCounts batchOverwrite(Stream<? extends T> items, BatchOptions options) {
		return StreamedSource.closingOnFailure(items,
				() -> engine().batches().overwrite(items, this.entryTypes, options));
	}

	@Override
	public BatchResult<T> batchUpsert(Collection<? extends T> items, BatchOptions options) {
		return engine().batches().upsert(items, this.entryTypes, options);
	}

	@Override
	public BatchCounts batchUpsert(Stream<? extends T> items, BatchOptions options) {
		return StreamedSource.closingOnFailure(items, () -> engine().batches().upsert(items, this.entryTypes, options));
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
		return engine().clears().clear(options, this.changeType);
	}

	@Override
	public RewriteResult rewrite(RewriteOptions options) {
		return engine().rewrites().rewrite(options);
	}

	@Override
	public String toString() {
		return "ItemOperations[%s, %s]".formatted(table().name(), this.type);
	}

	private Function<ShapedItem, T> answer(T given, WriteOptions options) {
		ItemConverter converter = this.engines.context().converter();
		return (written) -> (options.answersAsGiven() && converter.isTyped(given)) ? given
				: written.answer(given, typeOf(given), converter);
	}

	/** An item of a subtype comes back as it came. */
	private ItemType<T> typeOf(T item) {
		return (this.type.type() instanceof Class<?>) ? ItemType.ofItem(item) : this.type;
	}

	/** What readers do not get is not in the answers of writes either. */
	private <R> Function<ShapedItem, R> shown(WriteOptions options, Function<ShapedItem, R> answer) {
		AnswerCut hidden = this.engines.context().unanswered(options);
		return hidden.cuts() ? (written) -> answer.apply(written.shown(hidden)) : answer;
	}

	/** Most callers never look at what a change is answered with. */
	@SuppressWarnings("unchecked") // A map is what this type is read as.
	private Function<Map<String, AttributeValue>, T> changed(CallOptions options) {
		if (this.type != ItemType.MAP) {
			return read(options);
		}
		AnswerCut hidden = this.engines.context().unanswered(options);
		return (item) -> (T) this.engines.context().converter().lazyMap(hidden.of(item));
	}

	private Function<Map<String, AttributeValue>, T> read(CallOptions options) {
		AnswerCut hidden = this.engines.context().unanswered(options);
		return hidden.cuts() ? (item) -> read(hidden.of(item)) : this::read;
	}

	/**
	 * Reads items that a read brings, held against their type if it brings them whole.
	 */
	private Function<Map<String, AttributeValue>, T> whole(ReadingOptions options) {
		return this.reading.isWhole(options) ? this.reading.of(this::read) : this::read;
	}

	private T read(Map<String, AttributeValue> item) {
		return this.engines.context().converter().fromAttributes(item, this.type);
	}

}
