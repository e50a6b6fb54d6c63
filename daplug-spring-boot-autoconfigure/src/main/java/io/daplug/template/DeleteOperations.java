package io.daplug.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.model.DeleteOptions;

/**
 * Removes items. {@link WriteOperations} says what holds for all writes.
 */
public interface DeleteOperations {

	/**
	 * Removes an item. Sends one DeleteItem. On a guarded table it sends a consistent
	 * GetItem first, unless {@link DeleteOptions.Builder#expected(Object)} names the
	 * value that the caller saw.
	 * @param key the item's key
	 * @return the item that was removed; empty if there was none, which announces
	 * nothing, or if the answer of DynamoDB was lost and nobody knows what the item was
	 * @throws io.daplug.idempotence.StaleItemException if the item changed meanwhile
	 */
	default Optional<Map<String, Object>> delete(ItemKey key) {
		return delete(key, DeleteOptions.DEFAULTS);
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param key the item's key
	 * @param options how
	 * @return the item that was removed; empty if there was none, which announces
	 * nothing, or if the answer of DynamoDB was lost and nobody knows what the item was
	 * @throws io.daplug.idempotence.StaleItemException if the item changed meanwhile
	 */
	default Optional<Map<String, Object>> delete(ItemKey key, Consumer<DeleteOptions.Builder> options) {
		return delete(key, DeleteOptions.of(options));
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param key the item's key
	 * @param options how
	 * @return the item that was removed; empty if there was none, which announces
	 * nothing, or if the answer of DynamoDB was lost and nobody knows what the item was
	 * @throws io.daplug.idempotence.StaleItemException if the item changed meanwhile
	 */
	Optional<Map<String, Object>> delete(ItemKey key, DeleteOptions options);

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @return the item that was removed
	 */
	default <T> Optional<T> delete(ItemKey key, Class<T> type) {
		return delete(key, type, DeleteOptions.DEFAULTS);
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @param options how
	 * @return the item that was removed
	 */
	default <T> Optional<T> delete(ItemKey key, Class<T> type, Consumer<DeleteOptions.Builder> options) {
		return delete(key, type, DeleteOptions.of(options));
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @param options how
	 * @return the item that was removed
	 */
	<T> Optional<T> delete(ItemKey key, Class<T> type, DeleteOptions options);

}
