package io.daplug.template;

import java.util.Map;
import java.util.function.Consumer;

import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.WriteOptions;

/**
 * Writes whole items. {@link WriteOperations} says what holds for all writes.
 */
public interface PutOperations {

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param item the item
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default Map<String, Object> insert(Map<String, ?> item) {
		return insert(item, WriteOptions.DEFAULTS);
	}

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default Map<String, Object> insert(Map<String, ?> item, Consumer<WriteOptions.Builder> options) {
		return insert(item, WriteOptions.of(options));
	}

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	Map<String, Object> insert(Map<String, ?> item, WriteOptions options);

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default <T> T insert(T item) {
		return insert(item, WriteOptions.DEFAULTS);
	}

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default <T> T insert(T item, Consumer<WriteOptions.Builder> options) {
		return insert(item, WriteOptions.of(options));
	}

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	<T> T insert(T item, WriteOptions options);

	/**
	 * Writes a whole item and replaces the stored one, if there is one. Sends one
	 * PutItem. On a table with the strategy {@code raise} or {@code use-latest} it sends
	 * a consistent GetItem first.
	 * <p>
	 * On a guarded table the stored item must have the value of the idempotence key that
	 * the item carries, or that {@link WriteOptions.Builder#expected(Object)} gives. An
	 * item without a value must be new.
	 * @param item the item
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default Map<String, Object> overwrite(Map<String, ?> item) {
		return overwrite(item, WriteOptions.DEFAULTS);
	}

	/**
	 * Writes a whole item. See {@link #overwrite(Map)}.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default Map<String, Object> overwrite(Map<String, ?> item, Consumer<WriteOptions.Builder> options) {
		return overwrite(item, WriteOptions.of(options));
	}

	/**
	 * Writes a whole item. See {@link #overwrite(Map)}.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	Map<String, Object> overwrite(Map<String, ?> item, WriteOptions options);

	/**
	 * Writes a whole item. See {@link #overwrite(Map)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default <T> T overwrite(T item) {
		return overwrite(item, WriteOptions.DEFAULTS);
	}

	/**
	 * Writes a whole item. See {@link #overwrite(Object)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default <T> T overwrite(T item, Consumer<WriteOptions.Builder> options) {
		return overwrite(item, WriteOptions.of(options));
	}

	/**
	 * Writes a whole item. See {@link #overwrite(Object)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	<T> T overwrite(T item, WriteOptions options);

	/**
	 * Inserts an item. See {@link #insert(Map)}.
	 * @param item the item
	 * @return the item as it is stored
	 */
	default Map<String, Object> create(Map<String, ?> item) {
		return insert(item);
	}

	/**
	 * Inserts or overwrites an item.
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @return the item as it is stored
	 */
	default Map<String, Object> create(Map<String, ?> item, CreateMode mode) {
		return create(item, mode, WriteOptions.DEFAULTS);
	}

	/**
	 * Inserts or overwrites an item.
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @param options how
	 * @return the item as it is stored
	 */
	default Map<String, Object> create(Map<String, ?> item, CreateMode mode, Consumer<WriteOptions.Builder> options) {
		return create(item, mode, WriteOptions.of(options));
	}

	/**
	 * Inserts or overwrites an item.
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @param options how
	 * @return the item as it is stored
	 */
	default Map<String, Object> create(Map<String, ?> item, CreateMode mode, WriteOptions options) {
		return (mode == CreateMode.OVERWRITE) ? overwrite(item, options) : insert(item, options);
	}

	/**
	 * Inserts an item. See {@link #insert(Object)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the item as it is stored
	 */
	default <T> T create(T item) {
		return insert(item);
	}

	/**
	 * Inserts or overwrites an item.
	 * @param <T> type of the item
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @return the item as it is stored
	 */
	default <T> T create(T item, CreateMode mode) {
		return create(item, mode, WriteOptions.DEFAULTS);
	}

	/**
	 * Inserts or overwrites an item.
	 * @param <T> type of the item
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @param options how
	 * @return the item as it is stored
	 */
	default <T> T create(T item, CreateMode mode, Consumer<WriteOptions.Builder> options) {
		return create(item, mode, WriteOptions.of(options));
	}

	/**
	 * Inserts or overwrites an item.
	 * @param <T> type of the item
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @param options how
	 * @return the item as it is stored
	 */
	default <T> T create(T item, CreateMode mode, WriteOptions options) {
		return (mode == CreateMode.OVERWRITE) ? overwrite(item, options) : insert(item, options);
	}

}
