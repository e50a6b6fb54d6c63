package io.daplug.template;

import java.util.Collection;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.BatchGetOptions;

/**
 * Reads the items of any number of keys, as items of one type. {@link BatchGetOperations}
 * says what holds for all such reads. A key whose item does not fit the type comes back
 * as failed.
 *
 * @param <T> type of the items
 */
public interface ItemBatchGetOperations<T> {

	/**
	 * Reads the items of many keys.
	 * @param keys the keys
	 * @return what was found
	 */
	default BatchGetResult<T> batchGet(Collection<ItemKey> keys) {
		return batchGet(keys, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of many keys.
	 * @param keys the keys
	 * @param options how
	 * @return what was found
	 */
	BatchGetResult<T> batchGet(Collection<ItemKey> keys, BatchGetOptions options);

	/**
	 * Reads the items of many keys.
	 * @param keys the keys
	 * @param options how
	 * @return what was found
	 */
	default BatchGetResult<T> batchGet(Collection<ItemKey> keys, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, BatchGetOptions.of(options));
	}

}
