package io.daplug.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;

/**
 * Reads items, with the prefixes of their keys removed. Reads are eventually consistent
 * unless their options say otherwise. An item comes with all its attributes; a read that
 * names a schema returns only what the schema describes.
 * <p>
 * Items come as {@code Map<String, Object>}, with numbers as {@code BigDecimal} and NULL
 * as null, or in the type that the call names: a record or class that Jackson can read,
 * or {@code JsonNode}. An item that does not fit its type fails with an
 * {@link io.daplug.item.ItemConversionException}.
 * <p>
 * Some mistakes are found before a request is sent. A key that is missing, empty or of
 * the wrong type fails with an {@link io.daplug.item.InvalidKeyException}, whether it is
 * an item's key or one that a query asks for. A value of a filter that DynamoDB cannot
 * hold fails with an {@link io.daplug.item.InvalidItemException}.
 * <p>
 * Options are given by a consumer of their builder, or built once and used by any number
 * of calls.
 */
public interface ReadOperations {

	/**
	 * Reads an item by its key. Sends one GetItem.
	 * @param key the item's key
	 * @return the item; empty if there is none
	 */
	default Optional<Map<String, Object>> get(ItemKey key) {
		return get(key, ReadOptions.DEFAULTS);
	}

	/**
	 * Reads an item by its key. Sends one GetItem.
	 * @param key the item's key
	 * @param options how
	 * @return the item; empty if there is none
	 */
	Optional<Map<String, Object>> get(ItemKey key, ReadOptions options);

	/**
	 * Reads an item by its key. Sends one GetItem.
	 * @param key the item's key
	 * @param options how
	 * @return the item; empty if there is none
	 */
	default Optional<Map<String, Object>> get(ItemKey key, Consumer<ReadOptions.Builder> options) {
		return get(key, ReadOptions.of(options));
	}

	/**
	 * Reads an item by its key. Sends one GetItem.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @return the item; empty if there is none
	 */
	default <T> Optional<T> get(ItemKey key, Class<T> type) {
		return get(key, type, ReadOptions.DEFAULTS);
	}

	/**
	 * Reads an item by its key. Sends one GetItem.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @param options how
	 * @return the item; empty if there is none
	 */
	<T> Optional<T> get(ItemKey key, Class<T> type, ReadOptions options);

	/**
	 * Reads an item by its key. Sends one GetItem.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @param options how
	 * @return the item; empty if there is none
	 */
	default <T> Optional<T> get(ItemKey key, Class<T> type, Consumer<ReadOptions.Builder> options) {
		return get(key, type, ReadOptions.of(options));
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
	ItemQuery<Map<String, Object>> query(QueryOptions query);

	/**
	 * Queries the table or an index. Nothing is sent before items are asked for.
	 * @param query what is asked for
	 * @return the items, in the order of their range keys
	 */
	default ItemQuery<Map<String, Object>> query(Consumer<QueryOptions.Builder> query) {
		return query(QueryOptions.of(query));
	}

	/**
	 * Queries the table or an index. Nothing is sent before items are asked for.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param type type of the items
	 * @return the items, in the order of their range keys
	 */
	<T> ItemQuery<T> query(QueryOptions query, Class<T> type);

	/**
	 * Queries the table or an index. Nothing is sent before items are asked for.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param type type of the items
	 * @return the items, in the order of their range keys
	 */
	default <T> ItemQuery<T> query(Consumer<QueryOptions.Builder> query, Class<T> type) {
		return query(QueryOptions.of(query), type);
	}

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	default ItemScan<Map<String, Object>> scan() {
		return scan(ScanOptions.DEFAULTS);
	}

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @param scan what is read
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	ItemScan<Map<String, Object>> scan(ScanOptions scan);

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @param scan what is read
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	default ItemScan<Map<String, Object>> scan(Consumer<ScanOptions.Builder> scan) {
		return scan(ScanOptions.of(scan));
	}

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @param <T> type of the items
	 * @param scan what is read
	 * @param type type of the items
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	<T> ItemScan<T> scan(ScanOptions scan, Class<T> type);

	/**
	 * Scans the table or an index. Nothing is sent before items are asked for.
	 * @param <T> type of the items
	 * @param scan what is read
	 * @param type type of the items
	 * @return the items, in no order
	 * @throws io.daplug.template.model.InvalidQueryException if the table must not be
	 * scanned
	 */
	default <T> ItemScan<T> scan(Consumer<ScanOptions.Builder> scan, Class<T> type) {
		return scan(ScanOptions.of(scan), type);
	}

	/**
	 * Reads the items of a table whose items all have the same hash key, by a query.
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if the table is another one;
	 * ask for all of its items by {@link #scan()}
	 */
	default Stream<Map<String, Object>> read() {
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
	Stream<Map<String, Object>> read(QueryOptions query);

	/**
	 * Reads by a query, as a stream. The hash key need not be given where all items have
	 * the same one. A read never becomes a scan.
	 * @param query what is asked for
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if there is no hash key
	 */
	default Stream<Map<String, Object>> read(Consumer<QueryOptions.Builder> query) {
		return read(QueryOptions.of(query));
	}

	/**
	 * Reads by a query, as a stream. The hash key need not be given where all items have
	 * the same one. A read never becomes a scan.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param type type of the items
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if there is no hash key
	 */
	<T> Stream<T> read(QueryOptions query, Class<T> type);

	/**
	 * Reads by a query, as a stream. The hash key need not be given where all items have
	 * the same one. A read never becomes a scan.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param type type of the items
	 * @return the items
	 * @throws io.daplug.template.model.InvalidQueryException if there is no hash key
	 */
	default <T> Stream<T> read(Consumer<QueryOptions.Builder> query, Class<T> type) {
		return read(QueryOptions.of(query), type);
	}

	/**
	 * Reads the first item of a query. Does what {@link ItemSelection#first()} of the
	 * query does.
	 * @param query what is asked for
	 * @return the item; empty if there is none
	 */
	default Optional<Map<String, Object>> first(QueryOptions query) {
		return query(query).first();
	}

	/**
	 * Reads the first item of a query. Does what {@link ItemSelection#first()} of the
	 * query does.
	 * @param query what is asked for
	 * @return the item; empty if there is none
	 */
	default Optional<Map<String, Object>> first(Consumer<QueryOptions.Builder> query) {
		return first(QueryOptions.of(query));
	}

	/**
	 * Reads the first item of a query. Does what {@link ItemSelection#first()} of the
	 * query does.
	 * @param <T> type of the item
	 * @param query what is asked for
	 * @param type type of the item
	 * @return the item; empty if there is none
	 */
	default <T> Optional<T> first(QueryOptions query, Class<T> type) {
		return query(query, type).first();
	}

	/**
	 * Reads the first item of a query. Does what {@link ItemSelection#first()} of the
	 * query does.
	 * @param <T> type of the item
	 * @param query what is asked for
	 * @param type type of the item
	 * @return the item; empty if there is none
	 */
	default <T> Optional<T> first(Consumer<QueryOptions.Builder> query, Class<T> type) {
		return first(QueryOptions.of(query), type);
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
