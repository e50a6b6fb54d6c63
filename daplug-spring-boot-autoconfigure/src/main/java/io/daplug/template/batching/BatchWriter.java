package io.daplug.template.batching;

import java.util.Collection;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.KnownImages;
import io.daplug.template.model.Shaping;
import io.daplug.template.write.WriteRefusalFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Writes batches by the way that keeps what is promised of the table: one conditional
 * request for each entry, or many entries in one request.
 */
public final class BatchWriter {

	private final TableContext context;

	private final BatchWriters writers;

	public BatchWriter(BatchWriters writers) {
		this.context = writers.context();
		this.writers = writers;
	}

	/** Each entry must be new, so each is a conditional request of its own. */
	public <T> BatchResult<T> insert(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, inserting(types, options));
	}

	public <T> BatchCounts insert(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, inserting(types, options));
	}

	private <T> BatchKind<T> inserting(EntryTypes<T> types, BatchOptions options) {
		requireNoUpsert(options);
		return new BatchKind<>((entries) -> entries.inserts(types), (entries) -> true, DuplicateKeys.LAST_WINS);
	}

	/** Whatever is stored is replaced, unless the table's guard says otherwise. */
	public <T> BatchResult<T> overwrite(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, overwriting(types, options));
	}

	public <T> BatchCounts overwrite(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, overwriting(types, options));
	}

	private <T> BatchKind<T> overwriting(EntryTypes<T> types, BatchOptions options) {
		requireNoUpsert(options);
		return new BatchKind<>((entries) -> entries.overwrites(types), BatchEntryFactory::isAlone,
				DuplicateKeys.LAST_WINS);
	}

	/** Entries of one key may set different attributes, so none stands for another. */
	public <T> BatchResult<T> upsert(Collection<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, upserting(types, options));
	}

	public <T> BatchCounts upsert(Stream<? extends T> items, EntryTypes<T> types, BatchOptions options) {
		return write(items, options, upserting(types, options));
	}

	private <T> BatchKind<T> upserting(EntryTypes<T> types, BatchOptions options) {
		Assert.state(options.guarded(),
				"'guarded' must not be false for a batch of upserts: each of them is an UpdateItem in any case");
		return new BatchKind<>((entries) -> entries.upserts(types), (entries) -> true, DuplicateKeys.IN_ORDER);
	}

	/**
	 * BatchWriteItem does not tell what was there, so what is guarded or announced is
	 * deleted one by one.
	 */
	public BatchResult<ItemKey> delete(Collection<ItemKey> keys, BatchOptions options) {
		return write(keys, options, deleting(options));
	}

	public BatchCounts delete(Stream<ItemKey> keys, BatchOptions options) {
		return write(keys, options, deleting(options));
	}

	private static BatchKind<ItemKey> deleting(BatchOptions options) {
		Assert.state(options.shaping() == Shaping.DEFAULTS,
				"'validation', 'unknown', 'from' and 'set' must not be set for a batch of deletes: there are no items");
		requireNoUpsert(options);
		return new BatchKind<>(BatchEntryFactory::deletes, (entries) -> entries.isAlone() || entries.announcesDeletes(),
				DuplicateKeys.LAST_WINS);
	}

	private static void requireNoUpsert(BatchOptions options) {
		Assert.state(options.setIfAbsent().isEmpty() && options.images() == KnownImages.BOTH,
				"'setIfAbsent' and 'images' are for batches of upserts: all others write whole items");
	}

	private <T> BatchResult<T> write(Collection<? extends T> items, BatchOptions options, BatchKind<T> kind) {
		requireBatch(items, options);
		BatchWay<T> way = way(kind, options, BatchDeadline.ofCollection(options),
				EntryAnswers.stored(this.context, options));
		return new ListedBatch<>(way, options, kind.duplicates(), items.size()).write(items, this.context.executors());
	}

	private <T> BatchCounts write(Stream<? extends T> items, BatchOptions options, BatchKind<T> kind) {
		requireBatch(items, options);
		Assert.state(options.duplicates(DuplicateKeys.LAST_WINS) != DuplicateKeys.REFUSE,
				"'duplicates' must not be REFUSE for a stream: only some of its keys are known at a time");
		BatchWay<T> way = way(kind, options, BatchDeadline.ofStream(options), EntryAnswers.counted());
		return new StreamedBatch<>(new BatchSource<>(items), way, options, this.context.executors()).write();
	}

	private <T> BatchWay<T> way(BatchKind<T> kind, BatchOptions options, BatchDeadline deadline, EntryAnswers answers) {
		BatchWriters bounded = this.writers.within(deadline.whole());
		BatchEntryFactory entries = new BatchEntryFactory(bounded, options, answers);
		BatchPace pace = new BatchPace(options.pacing().unitsPerSecond());
		PartSender<T> sender = kind.alone().test(entries) ? new AloneSender<>(deadline, pace)
				: new TogetherSender<>(bounded.context(), bounded.singles().pipeline(), deadline, pace);
		return new BatchWay<>(kind.preparation().apply(entries), sender, deadline,
				new WriteRefusalFactory(this.context));
	}

	private void requireBatch(@Nullable Object items, BatchOptions options) {
		if (items == null) {
			throw new IllegalArgumentException("The batch must not be null");
		}
		// What is wrong with the call is not wrong with its first entry.
		this.context.writeSchema(options);
		this.context.prefixer(options);
		this.context.checkAnnouncement(options);
	}

}
