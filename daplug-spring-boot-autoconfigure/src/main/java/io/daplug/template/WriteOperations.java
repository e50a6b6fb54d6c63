package io.daplug.template;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;

/**
 * Writes single items.
 * <p>
 * Every write is shaped and checked by its schema, gets its key prefixes, is measured
 * against DynamoDB's limit of 400 KB, goes out as one request, and is announced after
 * DynamoDB accepted it. What is wrong with an item is found before the request: no key,
 * an empty key or one of the wrong type ({@link io.daplug.item.InvalidKeyException}),
 * values that DynamoDB cannot hold ({@link io.daplug.item.InvalidItemException}), an item
 * too large ({@link io.daplug.item.ItemTooLargeException}), violations of the schema
 * ({@link io.daplug.schema.SchemaViolationException}), a schema that does not exist
 * ({@link io.daplug.schema.UnknownSchemaException}). What DynamoDB refuses becomes an
 * exception of Spring's data access hierarchy, the SDK's own as its cause.
 * <p>
 * A request whose answer was lost is sent again by the SDK. A write under a condition
 * (each insert and update, every write to a guarded table) that meets its own earlier
 * attempt is a success; what the item was before may be missing from the change. An
 * overwrite or delete without condition cannot tell: it is announced as what its last
 * attempt did, which may be nothing.
 * <p>
 * Items are {@code Map<String, ?>}, records or classes that Jackson can write, or
 * {@code JsonNode}. They are never changed, and what is returned is the item as it is
 * stored, prefixes removed, in the type that came in. A null component of a record or
 * class is an absent attribute, unless the schema allows null there; a null in a map is
 * NULL.
 * <p>
 * The changes of one item are announced in the order of its writes: an announced write
 * waits until the one before it, by whichever thread of this process, has been sent, and
 * announces after it. A write that a listener makes is announced after the change it
 * hears of, if it is of the same item.
 * <p>
 * What is returned costs nothing that is not asked for. A map is read when it is first
 * looked at; it is the caller's own and may be changed. A record or class of which
 * nothing was left out, and to which nothing was added, is itself returned, so that a
 * number in it keeps the trailing zeros that DynamoDB does not.
 */
public interface WriteOperations {

	/**
	 * Writes an item that is not stored yet. One conditional PutItem.
	 * @param item the item
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default Map<String, Object> insert(Map<String, ?> item) {
		return insert(item, (options) -> {
		});
	}

	/**
	 * Writes an item that is not stored yet. One conditional PutItem.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	Map<String, Object> insert(Map<String, ?> item, Consumer<WriteOptions.Builder> options);

	/**
	 * Writes an item that is not stored yet. One conditional PutItem.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default <T> T insert(T item) {
		return insert(item, (options) -> {
		});
	}

	/**
	 * Writes an item that is not stored yet. One conditional PutItem.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	<T> T insert(T item, Consumer<WriteOptions.Builder> options);

	/**
	 * Writes an item whole, in the place of the stored one if there is one. One PutItem;
	 * on a table with the strategies {@code raise} or {@code use-latest} a consistent
	 * GetItem goes before it.
	 * <p>
	 * On a guarded table the idempotence key's value in the item, or the one given by
	 * {@link WriteOptions.Builder#expected(Object)}, must be the stored one; an item
	 * without a value must be new.
	 * @param item the item
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default Map<String, Object> overwrite(Map<String, ?> item) {
		return overwrite(item, (options) -> {
		});
	}

	/**
	 * Writes an item whole. See {@link #overwrite(Map)}.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	Map<String, Object> overwrite(Map<String, ?> item, Consumer<WriteOptions.Builder> options);

	/**
	 * Writes an item whole. See {@link #overwrite(Map)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default <T> T overwrite(T item) {
		return overwrite(item, (options) -> {
		});
	}

	/**
	 * Writes an item whole. See {@link #overwrite(Map)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	<T> T overwrite(T item, Consumer<WriteOptions.Builder> options);

	/**
	 * Inserts an item. See {@link #insert(Map)}.
	 * @param item the item
	 * @return the item as it is stored
	 */
	default Map<String, Object> create(Map<String, ?> item) {
		return insert(item);
	}

	/**
	 * Inserts an item, unless the options tell it to overwrite:
	 * {@code create(item, (options) -> options.mode(CreateMode.OVERWRITE))}.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 */
	Map<String, Object> create(Map<String, ?> item, Consumer<WriteOptions.Builder> options);

	/**
	 * Inserts an item. See {@link #insert(Map)}.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the item as it is stored
	 */
	default <T> T create(T item) {
		return insert(item);
	}

	/**
	 * Inserts an item, unless the options tell it to overwrite.
	 * @param <T> type of the item
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 */
	<T> T create(T item, Consumer<WriteOptions.Builder> options);

	/**
	 * Merges a patch into a stored item. One consistent GetItem and one conditional
	 * PutItem of the whole item.
	 * <p>
	 * The patch is brought into the schema's shape, merged, and the result is checked as
	 * a whole. Keys never change: a patch may repeat them, not alter them. On a guarded
	 * table the write fails if the item changed since it was read; on others the last
	 * writer wins, but an item that was deleted meanwhile does not come back. A value of
	 * the idempotence key in the patch is the new value; with a generated one it is the
	 * value the caller saw and must be the stored one.
	 * @param key the item's key
	 * @param patch the changes, a map, record, class or {@code JsonNode}; a null in a map
	 * is written as NULL
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if there is no such item
	 * @throws io.daplug.idempotence.StaleItemException if somebody else was faster
	 */
	default Map<String, Object> update(ItemKey key, Object patch) {
		return update(key, patch, (options) -> {
		});
	}

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param key the item's key
	 * @param patch the changes
	 * @param options how
	 * @return the item as it is stored
	 */
	@SuppressWarnings("unchecked")
	default Map<String, Object> update(ItemKey key, Object patch, Consumer<UpdateOptions.Builder> options) {
		return update(key, patch, Map.class, options);
	}

	/**
	 * Merges a patch into a stored item. See {@link #update(ItemKey, Object)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param patch the changes
	 * @param type type of the item
	 * @return the item as it is stored
	 */
	default <T> T update(ItemKey key, Object patch, Class<T> type) {
		return update(key, patch, type, (options) -> {
		});
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
	<T> T update(ItemKey key, Object patch, Class<T> type, Consumer<UpdateOptions.Builder> options);

	/**
	 * Merges a patch into the first item that a query finds. One Query (or several, where
	 * a filter leaves nothing of a page), then as {@link #update(ItemKey, Object)}: the
	 * item is read again by its key, consistently and whole, unless the query reads the
	 * table with {@link QueryOptions.Builder#consistentRead(boolean) consistentRead}. A
	 * projection or schema of the query has no effect.
	 * @param query which item
	 * @param patch the changes
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if the query finds nothing
	 */
	default Map<String, Object> update(Consumer<QueryOptions.Builder> query, Object patch) {
		return update(query, patch, (options) -> {
		});
	}

	/**
	 * Merges a patch into the first item that a query finds. See
	 * {@link #update(Consumer, Object)}.
	 * @param query which item
	 * @param patch the changes
	 * @param options how
	 * @return the item as it is stored
	 */
	@SuppressWarnings("unchecked")
	default Map<String, Object> update(Consumer<QueryOptions.Builder> query, Object patch,
			Consumer<UpdateOptions.Builder> options) {
		return update(query, patch, Map.class, options);
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
	<T> T update(Consumer<QueryOptions.Builder> query, Object patch, Class<T> type,
			Consumer<UpdateOptions.Builder> options);

	/**
	 * Removes an item. One DeleteItem; on a guarded table a consistent GetItem goes
	 * before it, unless {@link DeleteOptions.Builder#expected(Object)} names the value
	 * the caller saw.
	 * @param key the item's key
	 * @return the item that was removed; empty if there was none, which announces
	 * nothing, or if DynamoDB's answer was lost and nobody knows what it was
	 * @throws io.daplug.idempotence.StaleItemException if the item changed meanwhile
	 */
	default Optional<Map<String, Object>> delete(ItemKey key) {
		return delete(key, (options) -> {
		});
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param key the item's key
	 * @param options how
	 * @return the item that was removed
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	default Optional<Map<String, Object>> delete(ItemKey key, Consumer<DeleteOptions.Builder> options) {
		return (Optional) delete(key, Map.class, options);
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @return the item that was removed
	 */
	default <T> Optional<T> delete(ItemKey key, Class<T> type) {
		return delete(key, type, (options) -> {
		});
	}

	/**
	 * Removes an item. See {@link #delete(ItemKey)}.
	 * @param <T> type of the item
	 * @param key the item's key
	 * @param type type of the item
	 * @param options how
	 * @return the item that was removed
	 */
	<T> Optional<T> delete(ItemKey key, Class<T> type, Consumer<DeleteOptions.Builder> options);

}
