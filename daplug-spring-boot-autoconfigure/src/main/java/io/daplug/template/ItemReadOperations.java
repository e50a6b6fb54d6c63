package io.daplug.template;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;

/**
 * Reads items of one type. {@link ReadOperations} says what holds for all reads.
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
		return get(key, ReadOptions.DEFAULTS);
	}

	/**
	 * Reads an item by its key.
	 * @param key the item's key
	 * @param options how
	 * @return the item; empty if there is none
	 */
	Optional<T> get(ItemKey key, ReadOptions options);

	/**
	 * Reads an item by its key.
	 * @param key the item's key
	 * @param options how
	 * @return the item; empty if there is none
	 */
	default Optional<T> get(ItemKey key, Consumer<ReadOptions.Builder> options) {
		return get(key, ReadOptions.of(options));
	}

	/**
	 * Says whether there is an item under a key. Sends one GetItem that brings the key
	 * alone; it costs what reading the item costs.
	 * @param key the item's key
	 * @return whether readers see an item
	 */
	default boolean exists(ItemKey key) {
		return exists(key, ReadOptions.DEFAULTS);
	}

	/**
	 * Says whether there is an item under a key. See {@link #exists(ItemKey)}.
	 * @param key the item's key
	 * @param options how; those that say what the item is to hold are refused with an
	 * {@link io.daplug.template.model.InvalidQueryException}
	 * @return whether readers see an item
	 */
	boolean exists(ItemKey key, ReadOptions options);

	/**
	 * Says whether there is an item under a key. See {@link #exists(ItemKey)}.
	 * @param key the item's key
	 * @param options how; those that say what the item is to hold are refused with an
	 * {@link io.daplug.template.model.InvalidQueryException}
	 * @return whether readers see an item
	 */
	default boolean exists(ItemKey key, Consumer<ReadOptions.Builder> options) {
		return exists(key, ReadOptions.of(options));
	}

	/**
	 * Queries the table or an index. Nothing is sent before items are asked for.
	 * @param query what is asked for
	 * @return the items, in the order of their range keys
	 */
	ItemQuery<T> query(QueryOptions query);

	/**
	 * Queries the table or an index. Nothing is sent before items are asked for.
	 * @param query what is asked for
	 * @return the items, in the order of their range keys
	 */
	default ItemQuery<T> query(Consumer<QueryOptions.Builder> query) {
		return query(QueryOptions.of(query));
	}

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	default ItemScan<T> scan() {
		return scan(ScanOptions.DEFAULTS);
	}

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @param scan what is read
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	ItemScan<T> scan(ScanOptions scan);

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @param scan what is read
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	default ItemScan<T> scan(Consumer<ScanOptions.Builder> scan) {
		return scan(ScanOptions.of(scan));
	}

	/**
	 * Reads the items of a table whose items all have the same hash key, by a query.
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if the table is another one;
	 * ask for all of its items by {@link #scan()}
	 */
	default Stream<T> read() {
		return read((query) -> {
		});
	}

	/**
	 * Reads by a query, as a stream. The hash key need not be given where all items have
	 * the same one. A read never becomes a scan.
	 * @param query what is asked for
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if there is no hash key
	 */
	Stream<T> read(QueryOptions query);

	/**
	 * Reads by a query, as a stream. The hash key need not be given where all items have
	 * the same one. A read never becomes a scan.
	 * @param query what is asked for
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if there is no hash key
	 */
	default Stream<T> read(Consumer<QueryOptions.Builder> query) {
		return read(QueryOptions.of(query));
	}

	/**
	 * Reads the first item of a query. Does what {@link ItemSelection#first()} of the
	 * query does.
	 * @param query what is asked for
	 * @return the item; empty if there is none
	 */
	default Optional<T> first(QueryOptions query) {
		return query(query).first();
	}

	/**
	 * Reads the first item of a query. Does what {@link ItemSelection#first()} of the
	 * query does.
	 * @param query what is asked for
	 * @return the item; empty if there is none
	 */
	default Optional<T> first(Consumer<QueryOptions.Builder> query) {
		return first(QueryOptions.of(query));
	}

	/**
	 * Counts the items of a query, over all its pages. Does what
	 * {@link ItemSelection#count()} of the query does.
	 * @param query what is asked for
	 * @return the number of items
	 */
	default long count(QueryOptions query) {
		return query(query).count();
	}

	/**
	 * Counts the items of a query, over all its pages. Does what
	 * {@link ItemSelection#count()} of the query does.
	 * @param query what is asked for
	 * @return the number of items
	 */
	default long count(Consumer<QueryOptions.Builder> query) {
		return count(QueryOptions.of(query));
	}

	/**
	 * Counts the items of a scan, over all its pages. Does what
	 * {@link ItemSelection#count()} of the scan does, its segments in parallel.
	 * @param scan what is read
	 * @return the number of items
	 */
	default long count(ScanOptions scan) {
		return scan(scan).count();
	}

}
