package io.daplug.template;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.DuplicateItemException;

import org.springframework.util.Assert;

/**
 * Writes batches that do not fit in memory: entries are written as they are read from a
 * stream or an iterable. Requests are under way while more entries are read. Memory holds
 * the entries of some requests, of no more than a thirty-second part of the heap if they
 * are large, and the keys of entries that are left unprocessed.
 * <p>
 * An unusable entry counts as failed, and the others are written. What fails is handed
 * over if {@link BatchOptions.Builder#onFailure(Consumer) onFailure} is set, the result
 * holds numbers. Entries of one key are written in their order: those behind one that is
 * left unprocessed are left too. A call lasts as long as its source, unless it sets a
 * {@link BatchOptions.Builder#deadline deadline}; after that, and when its thread is
 * interrupted, nothing more is read or sent.
 * <p>
 * Entries that go out together wait until their request is full: with 25 of them, or with
 * what memory or a request takes. While the source lets the call wait, up to 24 entries
 * that were taken are not sent, and nothing is told: all consumers are called on the
 * thread that reads the source. Whatever must be written at once does not come from a
 * source that waits.
 * <p>
 * If the source fails, or a consumer among the options does, what was taken before is
 * finished. Then the call fails with a
 * {@link io.daplug.template.batch.BatchStoppedException} that carries the numbers.
 */
public interface StreamedBatchOperations {

	/**
	 * Writes items that are not stored yet. Sends one conditional PutItem for each,
	 * several at a time. An item whose key is stored already fails with a
	 * {@link DuplicateItemException}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchInsert(Stream<T> items) {
		return batchInsert(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Stream)}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchInsert(Stream<T> items, Consumer<BatchOptions.Builder> options) {
		return batchInsert(items, StreamedSource.closingOnFailure(items, () -> BatchOptions.of(options)));
	}

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Stream)}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	<T> BatchCounts batchInsert(Stream<T> items, BatchOptions options);

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Stream)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchInsert(Iterable<T> items) {
		return batchInsert(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Iterable)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchInsert(Iterable<T> items, Consumer<BatchOptions.Builder> options) {
		return batchInsert(items, BatchOptions.of(options));
	}

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Iterable)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchInsert(Iterable<T> items, BatchOptions options) {
		Assert.notNull(items, "'items' must not be null");
		return batchInsert(StreamSupport.stream(items.spliterator(), false), options);
	}

	/**
	 * Writes whole items and replaces the stored ones, by requests as
	 * {@link BatchOperations#batchOverwrite(Collection)} sends them.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchOverwrite(Stream<T> items) {
		return batchOverwrite(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Stream)}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchOverwrite(Stream<T> items, Consumer<BatchOptions.Builder> options) {
		return batchOverwrite(items, StreamedSource.closingOnFailure(items, () -> BatchOptions.of(options)));
	}

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Stream)}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	<T> BatchCounts batchOverwrite(Stream<T> items, BatchOptions options);

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Stream)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchOverwrite(Iterable<T> items) {
		return batchOverwrite(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Iterable)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchOverwrite(Iterable<T> items, Consumer<BatchOptions.Builder> options) {
		return batchOverwrite(items, BatchOptions.of(options));
	}

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Iterable)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchOverwrite(Iterable<T> items, BatchOptions options) {
		Assert.notNull(items, "'items' must not be null");
		return batchOverwrite(StreamSupport.stream(items.spliterator(), false), options);
	}

	/**
	 * Writes whole records, each by one UpdateItem as
	 * {@link BatchOperations#batchUpsert(Collection)} does. Records of one key are
	 * written one after the other, in their order.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchUpsert(Stream<T> items) {
		return batchUpsert(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes whole records. See {@link #batchUpsert(Stream)}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchUpsert(Stream<T> items, Consumer<BatchOptions.Builder> options) {
		return batchUpsert(items, StreamedSource.closingOnFailure(items, () -> BatchOptions.of(options)));
	}

	/**
	 * Writes whole records. See {@link #batchUpsert(Stream)}.
	 * @param <T> type of the items
	 * @param items the items; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	<T> BatchCounts batchUpsert(Stream<T> items, BatchOptions options);

	/**
	 * Writes whole records. See {@link #batchUpsert(Stream)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchUpsert(Iterable<T> items) {
		return batchUpsert(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes whole records. See {@link #batchUpsert(Iterable)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchUpsert(Iterable<T> items, Consumer<BatchOptions.Builder> options) {
		return batchUpsert(items, BatchOptions.of(options));
	}

	/**
	 * Writes whole records. See {@link #batchUpsert(Iterable)}.
	 * @param <T> type of the items
	 * @param items the items, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default <T> BatchCounts batchUpsert(Iterable<T> items, BatchOptions options) {
		Assert.notNull(items, "'items' must not be null");
		return batchUpsert(StreamSupport.stream(items.spliterator(), false), options);
	}

	/**
	 * Removes items, by requests as {@link BatchOperations#batchDelete(Collection)} sends
	 * them. A key without item counts as written.
	 * @param keys the keys; the stream is read once and closed
	 * @return how many came to what end
	 */
	default BatchCounts batchDelete(Stream<ItemKey> keys) {
		return batchDelete(keys, BatchOptions.DEFAULTS);
	}

	/**
	 * Removes items. See {@link #batchDelete(Stream)}.
	 * @param keys the keys; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	default BatchCounts batchDelete(Stream<ItemKey> keys, Consumer<BatchOptions.Builder> options) {
		return batchDelete(keys, StreamedSource.closingOnFailure(keys, () -> BatchOptions.of(options)));
	}

	/**
	 * Removes items. See {@link #batchDelete(Stream)}.
	 * @param keys the keys; the stream is read once and closed
	 * @param options how
	 * @return how many came to what end
	 */
	BatchCounts batchDelete(Stream<ItemKey> keys, BatchOptions options);

	/**
	 * Removes items. See {@link #batchDelete(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @return how many came to what end
	 */
	default BatchCounts batchDelete(Iterable<ItemKey> keys) {
		return batchDelete(keys, BatchOptions.DEFAULTS);
	}

	/**
	 * Removes items. See {@link #batchDelete(Iterable)}.
	 * @param keys the keys, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default BatchCounts batchDelete(Iterable<ItemKey> keys, Consumer<BatchOptions.Builder> options) {
		return batchDelete(keys, BatchOptions.of(options));
	}

	/**
	 * Removes items. See {@link #batchDelete(Iterable)}.
	 * @param keys the keys, which are gone through once
	 * @param options how
	 * @return how many came to what end
	 */
	default BatchCounts batchDelete(Iterable<ItemKey> keys, BatchOptions options) {
		Assert.notNull(keys, "'keys' must not be null");
		return batchDelete(StreamSupport.stream(keys.spliterator(), false), options);
	}

}
