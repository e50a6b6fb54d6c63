package io.daplug.template.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.event.ItemChange;
import io.daplug.event.Operation;
import io.daplug.idempotence.IdempotenceGuard;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableKeys;
import io.daplug.template.context.ItemTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.InvalidBatchException;
import io.daplug.template.model.WriteOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import org.springframework.dao.DataAccessException;

/**
 * Batch inserts and deletes: everything checked first, then sent by the way that keeps
 * what is promised of the table.
 */
public final class BatchWrites {

	private final TableContext context;

	private final TableKeys keys;

	private final ItemShaper shaper;

	private final SingleWrites singles;

	private final Announcer announcer;

	public BatchWrites(TableContext context, TableKeys keys, ItemShaper shaper, SingleWrites singles,
			Announcer announcer) {
		this.context = context;
		this.keys = keys;
		this.shaper = shaper;
		this.singles = singles;
		this.announcer = announcer;
	}

	public <T> BatchResult<T> insert(Collection<T> items, BatchOptions options) {
		KeyPrefixer prefixer = this.context.prefixer(options);
		// A schema that does not exist is wrong with the call, not with its first entry.
		this.context.writeSchema(options);
		BatchEntries<T> entries = new BatchEntries<>(options.duplicates());
		IdempotenceGuard unheeded = options.guarded() ? null : this.context.guard();
		forEach(items, (index, item) -> {
			Map<String, AttributeValue> written = this.shaper.whole(item, options, options.validation()).attributes();
			// Who does not ask for the stored value must leave one behind all the same.
			AttributeValue next = (unheeded != null) ? unheeded.judgeUnread(written, null).next() : null;
			if (unheeded != null && next != null) {
				written.put(unheeded.key(), next);
			}
			Map<String, AttributeValue> stored = new LinkedHashMap<>(written);
			this.shaper.store(stored, prefixer);
			this.announcer.check(Operation.BATCH_INSERT, options, written);
			entries.add(item, this.keys.of(stored), written, stored);
		});
		if (this.context.guard() != null && options.guarded()) {
			WriteOptions single = WriteOptions.of((write) -> {
				options.prefixes().forEach(write::prefix);
				write.announcedAs(options);
				chosenSchema(options, write::schema, write::noSchema);
			});
			return entries.result(new ParallelWrites<T>(options).writeEach(entries.remaining(),
					(entry) -> this.singles.overwrite(
							new ShapedItem(entry.given(), new LinkedHashMap<>(entry.attributes()), false),
							type(entry.given()), single, Operation.BATCH_INSERT)));
		}
		return entries.result(new ChunkedWrites<T>(this.context, options).write(entries.remaining(),
				(stored) -> WriteRequest.builder().putRequest(PutRequest.builder().item(stored).build()).build(),
				(chunk) -> this.announcer.turn(options, chunk.stream().map(BatchEntries.Entry::attributes).toList()),
				(turn, written) -> {
					if (this.announcer.announces(options)) {
						this.announcer.announce(turn, options, written.stream().flatMap(inserted(options)).toList());
					}
				}));
	}

	private <T> Function<BatchEntries.Entry<T>, Stream<ItemChange<?>>> inserted(BatchOptions options) {
		return (entry) -> this.announcer
			.written(Operation.BATCH_INSERT, options, null, entry.attributes(), type(entry.given()))
			.stream();
	}

	public BatchResult<ItemKey> delete(Collection<ItemKey> items, BatchOptions options) {
		this.context.writeSchema(options);
		KeyPrefixer prefixer = this.context.prefixer(options);
		BatchEntries<ItemKey> entries = new BatchEntries<>(options.duplicates());
		forEach(items, (index, key) -> {
			Map<String, AttributeValue> attributes = this.keys.attributes(key);
			Map<String, AttributeValue> stored = new LinkedHashMap<>(attributes);
			this.shaper.store(stored, prefixer);
			this.announcer.check(Operation.BATCH_DELETE, options, null);
			entries.add(key, this.keys.of(stored), attributes, stored);
		});
		boolean guarded = this.context.guard() != null && options.guarded();
		if (guarded || this.announcer.announces(options)) {
			DeleteOptions single = DeleteOptions.of((delete) -> {
				options.prefixes().forEach(delete::prefix);
				delete.announcedAs(options);
				chosenSchema(options, delete::schema, delete::noSchema);
			});
			return entries.result(new ParallelWrites<ItemKey>(options).writeEach(entries.remaining(),
					(entry) -> this.singles.delete(entry.given(), Map.class, single, Operation.BATCH_DELETE, guarded)));
		}
		return entries.result(new ChunkedWrites<ItemKey>(this.context, options).write(entries.remaining(),
				(stored) -> WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(stored).build()).build(),
				(chunk) -> Turn.NONE, (turn, deleted) -> {
				}));
	}

	private void chosenSchema(BatchOptions options, Consumer<String> schema, Runnable noSchema) {
		String name = options.schema().orElse(this.context.table().schema());
		if (name != null) {
			schema.accept(name);
		}
		else {
			noSchema.run();
		}
	}

	private static Class<?> type(Object item) {
		return ItemTypes.of(item);
	}

	/** Names the place of the entry that is wrong: a batch can hold thousands. */
	private static <T> void forEach(Collection<T> entries, BiConsumer<Integer, T> action) {
		if (entries == null) {
			throw new IllegalArgumentException("The batch must not be null");
		}
		int index = 0;
		for (@Nullable
		T entry : new ArrayList<@Nullable T>(entries)) {
			if (entry == null) {
				throw new InvalidBatchException(
						"Entry %d of the batch is null and nothing was written".formatted(index), index, null);
			}
			try {
				action.accept(index, entry);
			}
			catch (DataAccessException ex) {
				throw new InvalidBatchException("Entry %d of the batch is unusable and nothing was written: %s"
					.formatted(index, ex.getMessage()), index, ex);
			}
			index++;
		}
	}

}
