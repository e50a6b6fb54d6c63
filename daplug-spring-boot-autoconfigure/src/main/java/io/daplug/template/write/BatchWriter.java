package io.daplug.template.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.event.Operation;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.task.Deadline;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.Shaping;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Writes batches by the way that keeps what is promised of the table: one conditional
 * request for each entry, or many entries in one request.
 */
public final class BatchWriter {

	/** How many entries of a stream are taken at once, for each request under way. */
	private static final int ENTRIES_PER_REQUEST = 25;

	private final TableContext context;

	private final ItemWriter singles;

	private final WritePipeline pipeline;

	public BatchWriter(TableContext context, ItemWriter singles) {
		this.context = context;
		this.singles = singles;
		this.pipeline = singles.pipeline();
	}

	/** Each entry must be new, so each is a conditional request of its own. */
	public <T> BatchResult<T> insert(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, inserting(types, options));
	}

	public <T> BatchResult<T> insert(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, inserting(types, options));
	}

	private <T> Way<T> inserting(EntryTypes<T> types, BatchOptions options) {
		Deadline deadline = new Deadline(options.deadline());
		return new Way<>(entries(options, deadline).inserts(types), alone(options, deadline), deadline);
	}

	/** Whatever is stored is replaced, unless the table's guard says otherwise. */
	public <T> BatchResult<T> overwrite(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, overwriting(types, options));
	}

	public <T> BatchResult<T> overwrite(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, overwriting(types, options));
	}

	private <T> Way<T> overwriting(EntryTypes<T> types, BatchOptions options) {
		Deadline deadline = new Deadline(options.deadline());
		BatchEntryFactory entries = entries(options, deadline);
		return new Way<>(entries.overwrites(types),
				entries.isAlone() ? alone(options, deadline) : together(options, deadline), deadline);
	}

	/**
	 * BatchWriteItem does not tell what was there, so what is guarded or announced is
	 * deleted one by one.
	 */
	public BatchResult<ItemKey> delete(Collection<ItemKey> keys, BatchOptions options) {
		Assert.state(options.shaping() == Shaping.DEFAULTS,
				"'validation', 'unknown', 'from' and 'set' must not be set for a batch of deletes: there are no items");
		WriteCall<?> call = WriteCall.of(Operation.BATCH_DELETE, this.context.changeType(ItemType.MAP), options);
		Deadline deadline = new Deadline(options.deadline());
		BatchEntryFactory entries = entries(options, deadline);
		boolean alone = entries.isAlone() || this.pipeline.announces(call);
		return write(keys, options, new Way<>(entries.deletes(call),
				alone ? alone(options, deadline) : together(options, deadline), deadline));
	}

	/**
	 * How the entries of one batch are written.
	 *
	 * @param <T> type of the entries
	 * @param preparation prepares an entry
	 * @param sending sends prepared entries
	 * @param deadline when the batch ends
	 */
	private record Way<T>(Function<T, BatchEntry<T>> preparation,
			Function<List<BatchEntry<T>>, BatchOutcome<T>> sending, Deadline deadline) {

	}

	private BatchEntryFactory entries(BatchOptions options, Deadline deadline) {
		return new BatchEntryFactory(this.context, this.singles.within(deadline), options);
	}

	private <T> Function<List<BatchEntry<T>>, BatchOutcome<T>> alone(BatchOptions options, Deadline deadline) {
		ParallelWork<T> parallel = new ParallelWork<>(this.context.executors(), options.parallelism(), deadline);
		return parallel::writeEach;
	}

	private <T> Function<List<BatchEntry<T>>, BatchOutcome<T>> together(BatchOptions options, Deadline deadline) {
		ParallelWork<T> parallel = new ParallelWork<>(this.context.executors(), options.parallelism(), deadline);
		return new ChunkWriter<>(this.context.within(deadline::requestNanos), this.pipeline, parallel)::write;
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
		return way.sending().apply(entries.remaining()).result(entries.superseded());
	}

	/**
	 * A stream is prepared as it is read: an unusable entry fails, others are written.
	 * What comes after the deadline is read, as it is to be named, and not prepared.
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
				outcome.add(way.sending().apply(entries.remaining()));
				superseded.addAll(entries.superseded());
				if (way.deadline().isOver()) {
					iterator.forEachRemaining(outcome::unprocessed);
				}
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
		this.context.checkAnnouncement(options);
	}

}
