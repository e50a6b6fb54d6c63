package io.daplug.template;

import java.util.Collection;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.WriteAnswerException;

/**
 * Writes any number of items of one type at once: several requests are under way at a
 * time, and what DynamoDB leaves unprocessed is sent again with random pauses until the
 * deadline.
 * <p>
 * A collection is shaped and checked before the first request, so one unusable entry
 * fails the call with an {@link io.daplug.template.batch.InvalidBatchException} that
 * names its place, and nothing is written. After that a call does not fail as a whole:
 * the result says what was written, what was refused, what may have been written and what
 * is left, and holds the items as they are stored. The deadline ends a call: no request
 * lasts longer, and what is left then is not sent. {@link ItemStreamedBatchOperations}
 * writes what does not fit in memory.
 *
 * @param <T> type of the items
 */
public interface ItemBatchOperations<T> {

	/**
	 * Writes items that are not stored yet. Sends one conditional PutItem for each,
	 * several at a time. An item whose key is stored already comes back as failed, with a
	 * {@link DuplicateItemException}.
	 * @param items the items
	 * @return what became of each
	 */
	default BatchResult<T> batchInsert(Collection<? extends T> items) {
		return batchInsert(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Collection)}.
	 * @param items the items
	 * @param options how
	 * @return what became of each
	 */
	default BatchResult<T> batchInsert(Collection<? extends T> items, Consumer<BatchOptions.Builder> options) {
		return batchInsert(items, BatchOptions.of(options));
	}

	/**
	 * Writes items that are not stored yet. See {@link #batchInsert(Collection)}.
	 * @param items the items
	 * @param options how
	 * @return what became of each
	 */
	BatchResult<T> batchInsert(Collection<? extends T> items, BatchOptions options);

	/**
	 * Writes whole items and replaces the stored ones. Sends BatchWriteItem requests,
	 * which do not tell what was there: each change is announced as an
	 * {@link io.daplug.event.ItemModified} whose old image is unknown. On a guarded table
	 * it sends one conditional PutItem for each, as {@code overwrite} does, unless
	 * {@link BatchOptions.Builder#guarded(boolean)} says otherwise.
	 * @param items the items
	 * @return what became of each
	 */
	default BatchResult<T> batchOverwrite(Collection<? extends T> items) {
		return batchOverwrite(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Collection)}.
	 * @param items the items
	 * @param options how
	 * @return what became of each
	 */
	default BatchResult<T> batchOverwrite(Collection<? extends T> items, Consumer<BatchOptions.Builder> options) {
		return batchOverwrite(items, BatchOptions.of(options));
	}

	/**
	 * Writes whole items and replaces the stored ones. See
	 * {@link #batchOverwrite(Collection)}.
	 * @param items the items
	 * @param options how
	 * @return what became of each
	 */
	BatchResult<T> batchOverwrite(Collection<? extends T> items, BatchOptions options);

	/**
	 * Writes whole records: the attributes that a record has are set, others that are
	 * stored stay. Sends one UpdateItem for each, several at a time, as {@code upsert}
	 * does, with the table's guard. Records of one key are written one after the other,
	 * in their order.
	 * @param items the records
	 * @return what became of each; those that are written are as they are stored. A
	 * record that is written and whose stored item cannot be read as its type counts as
	 * failed, with a {@link WriteAnswerException} that says so
	 */
	default BatchResult<T> batchUpsert(Collection<? extends T> items) {
		return batchUpsert(items, BatchOptions.DEFAULTS);
	}

	/**
	 * Writes whole records. See {@link #batchUpsert(Collection)}.
	 * @param items the records
	 * @param options how
	 * @return what became of each
	 */
	default BatchResult<T> batchUpsert(Collection<? extends T> items, Consumer<BatchOptions.Builder> options) {
		return batchUpsert(items, BatchOptions.of(options));
	}

	/**
	 * Writes whole records. See {@link #batchUpsert(Collection)}.
	 * @param items the records
	 * @param options how
	 * @return what became of each
	 */
	BatchResult<T> batchUpsert(Collection<? extends T> items, BatchOptions options);

	/**
	 * Removes items. Where changes are announced, or the table is guarded, it sends one
	 * DeleteItem for each, since BatchWriteItem does not tell whether there was anything
	 * to remove. Elsewhere it sends BatchWriteItem requests.
	 * @param keys the keys of the items
	 * @return what became of each; a key without item counts as written
	 */
	default BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys) {
		return batchDelete(keys, BatchOptions.DEFAULTS);
	}

	/**
	 * Removes items. See {@link #batchDelete(Collection)}.
	 * @param keys the keys of the items
	 * @param options how
	 * @return what became of each
	 */
	default BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys, Consumer<BatchOptions.Builder> options) {
		return batchDelete(keys, BatchOptions.of(options));
	}

	/**
	 * Removes items. See {@link #batchDelete(Collection)}.
	 * @param keys the keys of the items
	 * @param options how
	 * @return what became of each
	 */
	BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys, BatchOptions options);

}
