package io.daplug.template;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.BatchGetOptions;

/**
 * Reads the items of any number of keys: 100 by one BatchGetItem request, several
 * requests at a time. What DynamoDB leaves unprocessed is asked for again, with random
 * pauses, until the deadline.
 * <p>
 * Items come in the order of their keys. A key that is given several times is asked for
 * once, and its item is there for each. A key without item is told as missing, and so is
 * one whose item readers do not see.
 * <p>
 * One unusable key fails the call with an
 * {@link io.daplug.template.batch.InvalidBatchException} that names its place, before the
 * first request. After that a call fails only if no key could be read, with what failed
 * for the first one. Else the result says which keys failed and which are left. The
 * deadline ends a call: no request lasts longer, and what is left then is not sent.
 */
public interface BatchGetOperations {

	/**
	 * Reads the items of many keys.
	 * @param keys the keys
	 * @return what was found
	 */
	default BatchGetResult<Map<String, Object>> batchGet(Collection<ItemKey> keys) {
		return batchGet(keys, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of many keys.
	 * @param keys the keys
	 * @param options how
	 * @return what was found
	 */
	BatchGetResult<Map<String, Object>> batchGet(Collection<ItemKey> keys, BatchGetOptions options);

	/**
	 * Reads the items of many keys.
	 * @param keys the keys
	 * @param options how
	 * @return what was found
	 */
	default BatchGetResult<Map<String, Object>> batchGet(Collection<ItemKey> keys,
			Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, BatchGetOptions.of(options));
	}

	/**
	 * Reads the items of many keys.
	 * @param <T> type of the items
	 * @param keys the keys
	 * @param type type of the items
	 * @return what was found
	 */
	default <T> BatchGetResult<T> batchGet(Collection<ItemKey> keys, Class<T> type) {
		return batchGet(keys, type, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of many keys.
	 * @param <T> type of the items
	 * @param keys the keys
	 * @param type type of the items
	 * @param options how
	 * @return what was found
	 */
	<T> BatchGetResult<T> batchGet(Collection<ItemKey> keys, Class<T> type, BatchGetOptions options);

	/**
	 * Reads the items of many keys.
	 * @param <T> type of the items
	 * @param keys the keys
	 * @param type type of the items
	 * @param options how
	 * @return what was found
	 */
	default <T> BatchGetResult<T> batchGet(Collection<ItemKey> keys, Class<T> type,
			Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, type, BatchGetOptions.of(options));
	}

}
