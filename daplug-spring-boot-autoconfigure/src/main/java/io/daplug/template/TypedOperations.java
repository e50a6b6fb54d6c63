package io.daplug.template;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;

/**
 * The operations of one table for items of one type, so that no call needs to name it.
 * Each does what the operation of the same name in {@link DaplugOperations} does.
 *
 * @param <T> type of the items
 */
public interface TypedOperations<T> {

	/**
	 * Writes an item that is not stored yet.
	 * @param item the item
	 * @return the item as it is stored
	 */
	default T insert(T item) {
		return insert(item, (options) -> {
		});
	}

	/**
	 * Writes an item that is not stored yet.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 */
	T insert(T item, Consumer<WriteOptions.Builder> options);

	/**
	 * Writes an item whole.
	 * @param item the item
	 * @return the item as it is stored
	 */
	default T overwrite(T item) {
		return overwrite(item, (options) -> {
		});
	}

	/**
	 * Writes an item whole.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 */
	T overwrite(T item, Consumer<WriteOptions.Builder> options);

	/**
	 * Merges a patch into a stored item.
	 * @param key the item's key
	 * @param patch the changes
	 * @return the item as it is stored
	 */
	default T update(ItemKey key, Object patch) {
		return update(key, patch, (options) -> {
		});
	}

	/**
	 * Merges a patch into a stored item.
	 * @param key the item's key
	 * @param patch the changes
	 * @param options how
	 * @return the item as it is stored
	 */
	T update(ItemKey key, Object patch, Consumer<UpdateOptions.Builder> options);

	/**
	 * Removes an item.
	 * @param key the item's key
	 * @return the item that was removed
	 */
	default Optional<T> delete(ItemKey key) {
		return delete(key, (options) -> {
		});
	}

	/**
	 * Removes an item.
	 * @param key the item's key
	 * @param options how
	 * @return the item that was removed
	 */
	Optional<T> delete(ItemKey key, Consumer<DeleteOptions.Builder> options);

	/**
	 * Reads an item by its key.
	 * @param key the item's key
	 * @return the item; empty if there is none
	 */
	default Optional<T> get(ItemKey key) {
		return get(key, (options) -> {
		});
	}

	/**
	 * Reads an item by its key.
	 * @param key the item's key
	 * @param options how
	 * @return the item; empty if there is none
	 */
	Optional<T> get(ItemKey key, Consumer<ReadOptions.Builder> options);

	/**
	 * Queries the table or an index.
	 * @param query what is asked for
	 * @return the items
	 */
	Stream<T> query(Consumer<QueryOptions.Builder> query);

	/**
	 * Reads a page of a query.
	 * @param query what is asked for
	 * @param page which page
	 * @return the page
	 */
	Page<T> page(Consumer<QueryOptions.Builder> query, PageRequest page);

	/**
	 * Reads the table or an index.
	 * @param scan what is read
	 * @return the items
	 */
	Stream<T> scan(Consumer<ScanOptions.Builder> scan);

	/**
	 * Writes items whole.
	 * @param items the items
	 * @return what became of each
	 */
	BatchResult<T> batchInsert(Collection<T> items);

}
