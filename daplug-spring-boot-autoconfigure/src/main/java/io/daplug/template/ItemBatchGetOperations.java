package io.daplug.template;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.BatchGetOptions;

import org.springframework.util.Assert;

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

	/**
	 * Reads the items of keys as they are read from a stream. Nothing is asked before the
	 * first item is; then some requests are under way while items are taken. Memory holds
	 * the answers of these requests: of no more than a thirty-second part of the heap, or
	 * of one request, as far as the largest answer so far shows how large others are.
	 * <p>
	 * Items come in the order of their keys. Keys without item are left out, or handed
	 * over if {@link BatchGetOptions.Builder#onMissing(Consumer) onMissing} is set. A key
	 * that fails, or is not answered in time, is handed over if
	 * {@link BatchGetOptions.Builder#onFailure(Consumer) onFailure} is set. Else the
	 * stream of items fails with its exception. The
	 * {@link BatchGetOptions.Builder#deadline(java.time.Duration) deadline} is one of
	 * each request, since nobody knows how long items are worked on.
	 * @param keys the keys
	 * @return the items, to be closed if it is not read to its end, which closes the keys
	 */
	default Stream<T> batchGet(Stream<ItemKey> keys) {
		return batchGet(keys, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys
	 * @param options how
	 * @return the items
	 */
	default Stream<T> batchGet(Stream<ItemKey> keys, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, StreamedSource.closingOnFailure(keys, () -> BatchGetOptions.of(options)));
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys
	 * @param options how
	 * @return the items
	 */
	Stream<T> batchGet(Stream<ItemKey> keys, BatchGetOptions options);

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @return the items
	 */
	default Stream<T> batchGet(Iterable<ItemKey> keys) {
		return batchGet(keys, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @param options how
	 * @return the items
	 */
	default Stream<T> batchGet(Iterable<ItemKey> keys, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, BatchGetOptions.of(options));
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @param options how
	 * @return the items
	 */
	default Stream<T> batchGet(Iterable<ItemKey> keys, BatchGetOptions options) {
		Assert.notNull(keys, "'keys' must not be null");
		return batchGet(StreamSupport.stream(keys.spliterator(), false), options);
	}

}
