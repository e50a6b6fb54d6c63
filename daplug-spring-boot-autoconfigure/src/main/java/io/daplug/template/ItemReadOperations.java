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
 * Reads items of one type. Each operation does what the operation of the same name in
 * {@link ReadOperations} does.
 *
 * @param <T> type of the items
 */
public interface ItemReadOperations<T> {

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

}
