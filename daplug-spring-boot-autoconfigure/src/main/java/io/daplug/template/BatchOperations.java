package io.daplug.template;

import java.util.Collection;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.BatchResult;

/**
 * Writes many items at once. Any number: they are sent in requests of at most 25 items
 * and 16 MB, several at once, and what DynamoDB leaves unprocessed is sent again with
 * jittered pauses until the deadline.
 * <p>
 * Everything is shaped and checked before the first request, so one invalid entry fails
 * the call with nothing written; the message begins with the entry's place. After that a
 * call does not fail as a whole: what was written, what was refused and what is left
 * comes back.
 */
public interface BatchOperations {

	/**
	 * Writes items whole, in the place of stored ones. BatchWriteItem requests; on a
	 * guarded table one conditional PutItem each, honouring the idempotence key as
	 * {@code overwrite} does, unless {@link BatchOptions.Builder#guarded(boolean)} says
	 * otherwise.
	 * <p>
	 * BatchWriteItem does not tell what was stored before, so each item is announced as
	 * inserted.
	 * @param <T> type of the items
	 * @param items the items
	 * @return what became of each
	 */
	default <T> BatchResult<T> batchInsert(Collection<T> items) {
		return batchInsert(items, (options) -> {
		});
	}

	/**
	 * Writes items whole. See {@link #batchInsert(Collection)}.
	 * @param <T> type of the items
	 * @param items the items
	 * @param options how
	 * @return what became of each
	 */
	<T> BatchResult<T> batchInsert(Collection<T> items, Consumer<BatchOptions.Builder> options);

	/**
	 * Removes items. Where changes are announced, or the table is guarded, one DeleteItem
	 * each, since BatchWriteItem does not tell whether there was anything to remove; else
	 * BatchWriteItem requests.
	 * @param keys the items' keys
	 * @return what became of each; a key without item counts as written
	 */
	default BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys) {
		return batchDelete(keys, (options) -> {
		});
	}

	/**
	 * Removes items. See {@link #batchDelete(Collection)}.
	 * @param keys the items' keys
	 * @param options how
	 * @return what became of each
	 */
	BatchResult<ItemKey> batchDelete(Collection<ItemKey> keys, Consumer<BatchOptions.Builder> options);

}
