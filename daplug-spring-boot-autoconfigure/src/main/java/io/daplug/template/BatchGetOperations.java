package io.daplug.template;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.BatchGetOptions;

import org.springframework.util.Assert;

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
 * first request. After that a call fails only if no key could be read and nobody
 * {@linkplain BatchGetOptions.Builder#onFailure(Consumer) takes the failures}, with what
 * failed for the first one. Else the result says which keys failed and which are left.
 * The deadline ends a call: no request lasts longer, and what is left then is not sent.
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
	default Stream<Map<String, Object>> batchGet(Stream<ItemKey> keys) {
		return batchGet(keys, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys
	 * @param options how
	 * @return the items
	 */
	default Stream<Map<String, Object>> batchGet(Stream<ItemKey> keys, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, StreamedSource.closingOnFailure(keys, () -> BatchGetOptions.of(options)));
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys
	 * @param options how
	 * @return the items
	 */
	Stream<Map<String, Object>> batchGet(Stream<ItemKey> keys, BatchGetOptions options);

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @return the items
	 */
	default Stream<Map<String, Object>> batchGet(Iterable<ItemKey> keys) {
		return batchGet(keys, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @param options how
	 * @return the items
	 */
	default Stream<Map<String, Object>> batchGet(Iterable<ItemKey> keys, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, BatchGetOptions.of(options));
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream)}.
	 * @param keys the keys, which are gone through once
	 * @param options how
	 * @return the items
	 */
	default Stream<Map<String, Object>> batchGet(Iterable<ItemKey> keys, BatchGetOptions options) {
		Assert.notNull(keys, "'keys' must not be null");
		return batchGet(StreamSupport.stream(keys.spliterator(), false), options);
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
	 * @param <T> type of the items
	 * @param keys the keys
	 * @param type type of the items
	 * @return the items, to be closed if it is not read to its end, which closes the keys
	 */
	default <T> Stream<T> batchGet(Stream<ItemKey> keys, Class<T> type) {
		return batchGet(keys, type, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream, Class)}.
	 * @param <T> type of the items
	 * @param keys the keys
	 * @param type type of the items
	 * @param options how
	 * @return the items
	 */
	default <T> Stream<T> batchGet(Stream<ItemKey> keys, Class<T> type, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, type, StreamedSource.closingOnFailure(keys, () -> BatchGetOptions.of(options)));
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream, Class)}.
	 * @param <T> type of the items
	 * @param keys the keys
	 * @param type type of the items
	 * @param options how
	 * @return the items
	 */
	<T> Stream<T> batchGet(Stream<ItemKey> keys, Class<T> type, BatchGetOptions options);

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream, Class)}.
	 * @param <T> type of the items
	 * @param keys the keys, which are gone through once
	 * @param type type of the items
	 * @return the items
	 */
	default <T> Stream<T> batchGet(Iterable<ItemKey> keys, Class<T> type) {
		return batchGet(keys, type, BatchGetOptions.DEFAULTS);
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream, Class)}.
	 * @param <T> type of the items
	 * @param keys the keys, which are gone through once
	 * @param type type of the items
	 * @param options how
	 * @return the items
	 */
	default <T> Stream<T> batchGet(Iterable<ItemKey> keys, Class<T> type, Consumer<BatchGetOptions.Builder> options) {
		return batchGet(keys, type, BatchGetOptions.of(options));
	}

	/**
	 * Reads the items of keys as they are read. See {@link #batchGet(Stream, Class)}.
	 * @param <T> type of the items
	 * @param keys the keys, which are gone through once
	 * @param type type of the items
	 * @param options how
	 * @return the items
	 */
	default <T> Stream<T> batchGet(Iterable<ItemKey> keys, Class<T> type, BatchGetOptions options) {
		Assert.notNull(keys, "'keys' must not be null");
		return batchGet(StreamSupport.stream(keys.spliterator(), false), type, options);
	}

}
