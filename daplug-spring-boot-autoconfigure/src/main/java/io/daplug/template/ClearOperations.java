package io.daplug.template;

import java.util.function.Consumer;

import io.daplug.template.batch.ClearResult;
import io.daplug.template.model.ClearOptions;

/**
 * Removes all items of a selection: those of a hash key, some of these, or everything.
 */
public interface ClearOperations {

	/**
	 * Removes all items of a selection. See {@link #clear(ClearOptions)}:
	 * {@code orders.clear((clear) -> clear.hashKey("c-7").rangePrefix("draft#"))}.
	 * @param options which items, and how
	 * @return what was done
	 */
	default ClearResult clear(Consumer<ClearOptions.Builder> options) {
		return clear(ClearOptions.of(options));
	}

	/**
	 * Removes all items of a selection. Reads the keys of the items, by consistent reads
	 * unless an index is named, and removes each as it goes on. Memory holds the keys of
	 * a page, and of more if a scan has segments.
	 * <p>
	 * Reading costs as much as a query or scan of whole items does. An item that the call
	 * finds is removed if it still is what the call looks for: a filter, and the key of
	 * an index, go with each delete as its condition, and an item that they do not fit
	 * any more stays. One DeleteItem goes out for each item if there is such a condition,
	 * if changes are announced, or if the table is guarded or has unique attributes;
	 * elsewhere BatchWriteItem requests go out with 25 keys each.
	 * <p>
	 * What readers of the table do not see stays: claims of unique attributes go with
	 * their items, tombstones and expired items by themselves. Items whose stored keys do
	 * not have the prefixes of the table, or of the call, are never touched, and neither
	 * are items of other types in a table of many types.
	 * <p>
	 * The call can be made again, at the same time too, and then removes what is left.
	 * @param options which items, and how
	 * @return what was done; items that DynamoDB refused to remove are in it
	 * @throws io.daplug.template.batch.IncompleteClearException if the call ended before
	 * it was through, as when the thread is interrupted; it says what was done
	 * @throws io.daplug.template.model.InvalidQueryException if there is no such index,
	 * DynamoDB could not select so, or the table must not be scanned. Nothing was sent
	 */
	ClearResult clear(ClearOptions options);

}
