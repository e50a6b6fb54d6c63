package io.daplug.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads items, prefixes removed. Reads are eventually consistent unless told otherwise,
 * and are not mapped by a schema unless they name one.
 * <p>
 * Items come as {@code Map<String, Object>} (numbers as {@code BigDecimal}, NULL as
 * null), or in the type that is asked for: a record or class that Jackson can read, or
 * {@code JsonNode}. An item that does not fit its type fails with an
 * {@link io.daplug.item.ItemConversionException}. A key that is missing, empty or of the
 * wrong type, also one that a query asks for, fails with an
 * {@link io.daplug.item.InvalidKeyException}, and a value of a filter that DynamoDB
 * cannot hold with an {@link io.daplug.item.InvalidItemException}, both before a request.
 */
public interface ReadOperations {

	/**
	 * Reads an item by its key. One GetItem.
	 * @param key the item's key
	 * @return the item; empty if there is none
	 */
	default Optional<Map<String, Object>> get(ItemKey key) {
		return get(key, (options) -> {
		});
	}

	/**
	 * Reads an item by its key. One GetItem.
	 * @param key the item's key
	 * @param options how
	 * @return the item; empty if there is none
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	default Optional<Map<String, Object>> get(ItemKey key, Consumer<ReadOptions.Builder> options) {
		return (Optional) get(key, Map.class, options);
	}

	/**
	 * Reads an item by its key. One GetItem.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @return the item; empty if there is none
	 */
	default <T> Optional<T> get(ItemKey key, Class<T> type) {
		return get(key, type, (options) -> {
		});
	}

	/**
	 * Reads an item by its key. One GetItem.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @param options how
	 * @return the item; empty if there is none
	 */
	<T> Optional<T> get(ItemKey key, Class<T> type, Consumer<ReadOptions.Builder> options);

	/**
	 * Queries the table or an index. The stream reads page by page as it is consumed, one
	 * Query of at most 1 MB each, and none after it is closed or as far as it is limited.
	 * @param query what is asked for
	 * @return the items, in the order of their range keys
	 * @throws InvalidQueryException if the hash key is not given, or the index is unknown
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	default Stream<Map<String, Object>> query(Consumer<QueryOptions.Builder> query) {
		return (Stream) query(query, Map.class);
	}

	/**
	 * Queries the table or an index. See {@link #query(Consumer)}.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param type type of the items
	 * @return the items, in the order of their range keys
	 */
	<T> Stream<T> query(Consumer<QueryOptions.Builder> query, Class<T> type);

	/**
	 * Reads a page of a query; without hash key, of a scan. A page is full unless there
	 * are no more items, however many of them a filter leaves out: it takes as many
	 * requests as that needs. One item more than the page holds is read, so that the last
	 * page has no token.
	 * <p>
	 * The token is opaque and belongs to the query: its values, index, filter and
	 * direction. It is checked against damage, not signed.
	 * @param query what is asked for
	 * @param page which page
	 * @return the page
	 * @throws InvalidPageTokenException if the token is damaged or of another query
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	default Page<Map<String, Object>> page(Consumer<QueryOptions.Builder> query, PageRequest page) {
		return (Page) page(query, page, Map.class);
	}

	/**
	 * Reads a page of a query. See {@link #page(Consumer, PageRequest)}.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param page which page
	 * @param type type of the items
	 * @return the page
	 */
	<T> Page<T> page(Consumer<QueryOptions.Builder> query, PageRequest page, Class<T> type);

	/**
	 * Reads the whole table. The stream reads page by page as it is consumed, one Scan of
	 * at most 1 MB each.
	 * @return the items, in no order
	 */
	default Stream<Map<String, Object>> scan() {
		return scan((scan) -> {
		});
	}

	/**
	 * Reads the table or an index. See {@link #scan()}.
	 * @param scan what is read
	 * @return the items, in no order
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	default Stream<Map<String, Object>> scan(Consumer<ScanOptions.Builder> scan) {
		return (Stream) scan(scan, Map.class);
	}

	/**
	 * Reads the table or an index. See {@link #scan()}.
	 * @param <T> type of the items
	 * @param scan what is read
	 * @param type type of the items
	 * @return the items, in no order
	 */
	<T> Stream<T> scan(Consumer<ScanOptions.Builder> scan, Class<T> type);

	/**
	 * Reads in the cheapest way: a query if a hash key is given, else a scan.
	 * @return the items
	 */
	default Stream<Map<String, Object>> read() {
		return read((query) -> {
		});
	}

	/**
	 * Reads in the cheapest way that the options allow. See {@link #read()}.
	 * @param query what is asked for
	 * @return the items
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	default Stream<Map<String, Object>> read(Consumer<QueryOptions.Builder> query) {
		return (Stream) read(query, Map.class);
	}

	/**
	 * Reads in the cheapest way that the options allow. See {@link #read()}.
	 * @param <T> type of the items
	 * @param query what is asked for
	 * @param type type of the items
	 * @return the items
	 */
	<T> Stream<T> read(Consumer<QueryOptions.Builder> query, Class<T> type);

	/**
	 * Makes one Query request and returns the SDK's own response, the prefixes removed
	 * from items and last evaluated key. A limit is DynamoDB's: how many items are looked
	 * at.
	 * @param query what is asked for
	 * @return the response
	 */
	QueryResponse queryResponse(Consumer<QueryOptions.Builder> query);

	/**
	 * Makes one Scan request and returns the SDK's own response, the prefixes removed
	 * from items and last evaluated key. A limit is DynamoDB's: how many items are looked
	 * at.
	 * @param scan what is read
	 * @return the response
	 */
	ScanResponse scanResponse(Consumer<ScanOptions.Builder> scan);

}
