package io.daplug.template.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.daplug.event.Operation;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.InvalidBatchException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;

/**
 * Writes batches by the way that keeps what is promised of the table: one conditional
 * request for each entry, or many entries in one request.
 */
public final class BatchWriter {

	/** How many entries of a stream are taken at once, for each request under way. */
	private static final int ENTRIES_PER_REQUEST = 25;

	private final TableContext context;

	private final ItemWriter singles;

	private final WriteFactory factory;

	private final WritePipeline pipeline;

	public BatchWriter(TableContext context, ItemWriter singles) {
		this.context = context;
		this.singles = singles;
		this.factory = singles.factory();
		this.pipeline = singles.pipeline();
	}

	/** Each entry must be new, so each is a conditional request of its own. */
	public <T> BatchResult<T> insert(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, new Way<>(inserts(types, options), this::alone));
	}

	public <T> BatchResult<T> insert(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, new Way<>(inserts(types, options), this::alone));
	}

	/** Whatever is stored is replaced, unless the table's guard says otherwise. */
	public <T> BatchResult<T> overwrite(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, overwriting(types, options));
	}

	public <T> BatchResult<T> overwrite(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, overwriting(types, options));
	}

	private <T> Way<T> overwriting(EntryTypes<T> types, BatchOptions options) {
		return new Way<>(overwrites(types, options), isGuarded(options) ? this::alone : this::together);
	}

	/**
	 * BatchWriteItem does not tell what was there, so what is guarded or announced is
	 * deleted one by one.
	 */
	public BatchResult<ItemKey> delete(Collection<ItemKey> keys, BatchOptions options) {
		WriteCall<?> call = WriteCall.of(Operation.BATCH_DELETE, this.context.changeType(ItemType.MAP), options);
		boolean alone = isGuarded(options) || this.pipeline.announces(call);
		return write(keys, options, new Way<>(deletes(call, options), alone ? this::alone : this::together));
	}

	private boolean isGuarded(BatchOptions options) {
		return this.context.guard().key() != null && options.guarded();
	}

	/**
	 * How the entries of one batch are written.
	 *
	 * @param <T> type of the entries
	 * @param preparation prepares an entry
	 * @param sending sends prepared entries
	 */
	private record Way<T>(Function<T, BatchEntry<T>> preparation, Sending<T> sending) {

	}

	/**
	 * Sends entries.
	 *
	 * @param <T> type of the entries
	 */
	private interface Sending<T> {

		BatchOutcome<T> send(List<BatchEntry<T>> entries, BatchOptions options);

	}

	private <T> BatchOutcome<T> alone(List<BatchEntry<T>> entries, BatchOptions options) {
		return new ParallelWork<T>(this.context.executors(), options).writeEach(entries);
	}

	private <T> BatchOutcome<T> together(List<BatchEntry<T>> entries, BatchOptions options) {
		ParallelWork<T> parallel = new ParallelWork<>(this.context.executors(), options);
		return new ChunkWriter<>(this.context, this.pipeline, parallel).write(entries);
	}

	/** All is prepared before the first request, so one unusable entry stops all. */
	private <T> BatchResult<T> write(Collection<? extends T> items, BatchOptions options, Way<T> way) {
		requireBatch(items, options);
		BatchEntries<T> entries = new BatchEntries<>(options.duplicates());
		int index = 0;
		for (@Nullable
		T item : new ArrayList<@Nullable T>(items)) {
			if (item == null) {
				throw new InvalidBatchException(
						"Entry %d of the batch is null and nothing was written".formatted(index), index, null);
			}
			try {
				add(entries, way.preparation().apply(item));
			}
			catch (DataAccessException ex) {
				throw new InvalidBatchException("Entry %d of the batch is unusable and nothing was written: %s"
					.formatted(index, ex.getMessage()), index, ex);
			}
			index++;
		}
		return way.sending().send(entries.remaining(), options).result(entries.superseded());
	}

	/**
	 * A stream is prepared as it is read: an unusable entry fails, others are written.
	 */
	private <T> BatchResult<T> write(Stream<? extends T> items, BatchOptions options, Way<T> way) {
		requireBatch(items, options);
		BatchOutcome<T> outcome = new BatchOutcome<>();
		List<T> superseded = new ArrayList<>();
		try (items) {
			Iterator<? extends T> iterator = items.iterator();
			while (iterator.hasNext()) {
				BatchEntries<T> entries = new BatchEntries<>(options.duplicates());
				take(iterator, options.parallelism() * ENTRIES_PER_REQUEST, way, entries, outcome);
				outcome.add(way.sending().send(entries.remaining(), options));
				superseded.addAll(entries.superseded());
			}
		}
		return outcome.result(superseded);
	}

	private <T> void take(Iterator<? extends T> items, int most, Way<T> way, BatchEntries<T> entries,
			BatchOutcome<T> outcome) {
		for (int taken = 0; taken < most && items.hasNext(); taken++) {
			T item = items.next();
			try {
				add(entries, way.preparation().apply(item));
			}
			catch (DataAccessException ex) {
				outcome.failed(item, ex);
			}
		}
	}

	private <T> void add(BatchEntries<T> entries, BatchEntry<T> entry) {
		entries.add(this.context.keys().of(entry.write().action().stored()), entry);
	}

	private void requireBatch(@Nullable Object items, BatchOptions options) {
		if (items == null) {
			throw new IllegalArgumentException("The batch must not be null");
		}
		// A schema that does not exist is wrong with the call, not with its first entry.
		this.context.writeSchema(options);
	}

	private <T> Function<T, BatchEntry<T>> inserts(EntryTypes<T> types, BatchOptions options) {
		return (item) -> {
			ItemType<T> type = types.answer().apply(item);
			WriteCall<?> call = WriteCall.of(Operation.BATCH_INSERT,
					this.context.changeType(types.change().apply(item)), options);
			ShapedItem shaped = this.factory.shape(item, call);
			PreparedWrite<?> write = this.factory.insert(shaped, call);
			return entry(item, write, shaped, answer(item, type, options));
		};
	}

	private <T> Function<T, BatchEntry<T>> overwrites(EntryTypes<T> types, BatchOptions options) {
		WriteGuard guard = this.context.guard();
		return (item) -> {
			ItemType<T> type = types.answer().apply(item);
			WriteCall<?> call = WriteCall.of(Operation.BATCH_OVERWRITE,
					this.context.changeType(types.change().apply(item)), options);
			ShapedItem shaped = this.factory.shape(item, call);
			Function<ShapedItem, Supplier<T>> answer = answer(item, type, options);
			if (!isGuarded(options)) {
				return entry(item, this.factory.overwriteUnheeded(shaped, call), shaped, answer);
			}
			BatchEntry<T> entry = entry(item, this.factory.overwriteUnread(shaped, call), shaped, answer);
			return guard.readsBeforeOverwrite() ? new BatchEntry<>(item, entry.write(),
					() -> this.singles.overwrite(shaped, call, answer), entry.answer()) : entry;
		};
	}

	private Function<ItemKey, BatchEntry<ItemKey>> deletes(WriteCall<?> call, BatchOptions options) {
		boolean guarded = isGuarded(options);
		return (key) -> {
			Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
			PreparedWrite<?> write = checked(this.factory.deleteUnread(attributes, call));
			return new BatchEntry<>(key, write, () -> {
				if (guarded) {
					this.singles.delete(key, call, Function.identity());
				}
				else {
					this.singles.carryOut(write);
				}
				return () -> key;
			}, () -> key);
		};
	}

	private <T> BatchEntry<T> entry(T given, PreparedWrite<?> write, ShapedItem shaped,
			Function<ShapedItem, Supplier<T>> answer) {
		checked(write);
		Supplier<T> answered = answer.apply(shaped.writtenAs(write.attributes()));
		return new BatchEntry<>(given, write, () -> {
			this.pipeline.carryOut(write);
			return answered;
		}, answered);
	}

	/**
	 * What the caller gets of an entry. Typed objects are read at once, before the
	 * request, as that may fail. Maps and trees are read when they are looked at: most
	 * callers only count them.
	 */
	private <T> Function<ShapedItem, Supplier<T>> answer(T given, ItemType<T> type, BatchOptions options) {
		ItemConverter converter = this.context.converter();
		boolean typed = converter.isTyped(given);
		return (written) -> {
			if (written.asGiven() || (typed && options.answersAsGiven())) {
				return () -> given;
			}
			if (!typed) {
				return () -> converter.fromAttributes(written.attributes(), type);
			}
			T read = converter.fromAttributes(written.attributes(), type);
			return () -> read;
		};
	}

	private PreparedWrite<?> checked(PreparedWrite<?> write) {
		this.pipeline.check(write);
		return write;
	}

}
