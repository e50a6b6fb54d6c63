package io.daplug.template;

import java.util.Map;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.UpdateOptions;

/**
 * Merges changes into stored items. {@link WriteOperations} says what holds for all
 * writes.
 */
public interface UpdateOperations {

	/**
	 * Merges a patch into a stored item. Sends one consistent GetItem and one conditional
	 * PutItem of the whole item.
	 * <p>
	 * The patch is brought into the shape of the schema and merged, and the result is
	 * checked as a whole. Keys never change: a patch can repeat them, not alter them. On
	 * a guarded table the write fails if the item changed since it was read. On other
	 * tables the last writer wins, but an item that was deleted meanwhile does not come
	 * back. A value of the idempotence key in the patch is the new value. Where Daplug
	 * generates the value, a value in the patch is the one that the caller saw, and it
	 * must be the stored one.
	 * @param key the item's key
	 * @param patch the changes: a map, record, class or {@code JsonNode}; a null in a map
	 * is written as NULL
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if there is no such item
	 * @throws io.daplug.idempotence.StaleItemException if somebody else was faster
	 */
	default Map<String, Object> update(ItemKey key, Object patch) {
		return update(key, patch, UpdateOptions.DEFAULTS);
	}

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param key the item's key
	 * @param patch the changes: a map, record, class or {@code JsonNode}; a null in a map
	 * is written as NULL
	 * @param options how
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if there is no such item
	 * @throws io.daplug.idempotence.StaleItemException if somebody else was faster
	 */
	default Map<String, Object> update(ItemKey key, Object patch, Consumer<UpdateOptions.Builder> options) {
		return update(key, patch, UpdateOptions.of(options));
	}

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param key the item's key
	 * @param patch the changes: a map, record, class or {@code JsonNode}; a null in a map
	 * is written as NULL
	 * @param options how
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if there is no such item
	 * @throws io.daplug.idempotence.StaleItemException if somebody else was faster
	 */
	Map<String, Object> update(ItemKey key, Object patch, UpdateOptions options);

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param patch the changes
	 * @param type type of the item
	 * @return the item as it is stored
	 */
	default <T> T update(ItemKey key, Object patch, Class<T> type) {
		return update(key, patch, type, UpdateOptions.DEFAULTS);
	}

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param patch the changes
	 * @param type type of the item
	 * @param options how
	 * @return the item as it is stored
	 */
	default <T> T update(ItemKey key, Object patch, Class<T> type, Consumer<UpdateOptions.Builder> options) {
		return update(key, patch, type, UpdateOptions.of(options));
	}

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param patch the changes
	 * @param type type of the item
	 * @param options how
	 * @return the item as it is stored
	 */
	<T> T update(ItemKey key, Object patch, Class<T> type, UpdateOptions options);

	/**
	 * Merges a patch into the first item that a query finds. Sends one Query (or several,
	 * where a filter leaves nothing of a page), then the requests of
	 * {@link #update(ItemKey, Object)}: the item is read again by its key, consistently
	 * and whole, unless the query reads the table with
	 * {@link QueryOptions.Builder#consistentRead(boolean) consistentRead}. The query has
	 * no projection and no schema of its own, and the same prefixes as the update.
	 * @param query which item
	 * @param patch the changes
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if the query finds nothing
	 * @throws io.daplug.idempotence.StaleItemException if somebody else was faster
	 */
	default Map<String, Object> update(Consumer<QueryOptions.Builder> query, Object patch) {
		return update(QueryOptions.of(query), patch, UpdateOptions.DEFAULTS);
	}

	/**
	 * Merges a patch into the first item that a query finds. See
	 * {@link #update(Consumer, Object)}.
	 * @param query which item
	 * @param patch the changes
	 * @param options how
	 * @return the item as it is stored
	 */
	default Map<String, Object> update(Consumer<QueryOptions.Builder> query, Object patch,
			Consumer<UpdateOptions.Builder> options) {
		return update(QueryOptions.of(query), patch, UpdateOptions.of(options));
	}

	/**
	 * Merges a patch into the first item that a query finds. See
	 * {@link #update(Consumer, Object)}.
	 * @param query which item
	 * @param patch the changes
	 * @param options how
	 * @return the item as it is stored
	 */
	Map<String, Object> update(QueryOptions query, Object patch, UpdateOptions options);

	/**
	 * Merges a patch into the first item that a query finds. See
	 * {@link #update(Consumer, Object)}.
	 * @param <T> type of the item
	 * @param query which item
	 * @param patch the changes
	 * @param type type of the item
	 * @return the item as it is stored
	 */
	default <T> T update(Consumer<QueryOptions.Builder> query, Object patch, Class<T> type) {
		return update(QueryOptions.of(query), patch, type, UpdateOptions.DEFAULTS);
	}

	/**
	 * Merges a patch into the first item that a query finds. See
	 * {@link #update(Consumer, Object)}.
	 * @param <T> type of the item
	 * @param query which item
	 * @param patch the changes
	 * @param type type of the item
	 * @param options how
	 * @return the item as it is stored
	 */
	default <T> T update(Consumer<QueryOptions.Builder> query, Object patch, Class<T> type,
			Consumer<UpdateOptions.Builder> options) {
		return update(QueryOptions.of(query), patch, type, UpdateOptions.of(options));
	}

	/**
	 * Merges a patch into the first item that a query finds. See
	 * {@link #update(Consumer, Object)}.
	 * @param <T> type of the item
	 * @param query which item
	 * @param patch the changes
	 * @param type type of the item
	 * @param options how
	 * @return the item as it is stored
	 */
	<T> T update(QueryOptions query, Object patch, Class<T> type, UpdateOptions options);

}
