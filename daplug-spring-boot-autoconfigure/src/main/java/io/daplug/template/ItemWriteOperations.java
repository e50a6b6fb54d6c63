package io.daplug.template;

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
 * Writes single items of one type.
 * <p>
 * Every write is shaped and checked by its schema, gets its key prefixes, is measured
 * against DynamoDB's limit of 400 KB, goes out as one request, and is announced after
 * DynamoDB accepted it. What is wrong with an item is found before the request: no key,
 * an empty key or one of the wrong type ({@link io.daplug.item.InvalidKeyException}),
 * values that DynamoDB cannot hold ({@link io.daplug.item.InvalidItemException}), an item
 * that is too large ({@link io.daplug.item.ItemTooLargeException}), violations of the
 * schema ({@link io.daplug.schema.SchemaViolationException}), a schema that does not
 * exist ({@link io.daplug.schema.UnknownSchemaException}). What DynamoDB refuses becomes
 * an exception of Spring's data access hierarchy, with the SDK's own as its cause.
 * <p>
 * The SDK sends a request again whose answer was lost. A write that meets its own earlier
 * attempt, and can tell it from another writer's equal one by a token, is a success; its
 * change may not say what the item was before. Whatever nobody can tell fails with an
 * {@link io.daplug.template.model.UncertainWriteException} and is not announced: the
 * write may have been carried out. Each other exception says that it was not. If the
 * answers are lost until the SDK gives up, one consistent read looks for the token.
 * <p>
 * Items are never changed, and what is returned is the item as it is stored, prefixes
 * removed, in the type that came in. A null component of a record or class is an absent
 * attribute, unless the schema allows null there; a null in a map is NULL.
 * <p>
 * The changes of one item are announced in the order of its writes, whichever template of
 * this process writes it: an announced write waits until the one before it has been sent,
 * and is announced after it. A write that a listener makes is announced after the change
 * that the listener hears of, if it is of the same item.
 * <p>
 * An answer costs nothing that is not asked for. A map is read when it is first looked
 * at; it is the caller's own and may be changed. A record or class of which nothing was
 * left out, and to which nothing was added, is itself returned, so that a number in it
 * keeps the trailing zeros that DynamoDB does not keep.
 *
 * @param <T> type of the items
 */
public interface ItemWriteOperations<T> {

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param item the item
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default T insert(T item) {
		return insert(item, WriteOptions.DEFAULTS);
	}

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	default T insert(T item, Consumer<WriteOptions.Builder> options) {
		return insert(item, WriteOptions.of(options));
	}

	/**
	 * Writes an item that is not stored yet. Sends one conditional PutItem.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored
	 * @throws DuplicateItemException if an item with its key is stored
	 */
	T insert(T item, WriteOptions options);

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
	default T overwrite(T item) {
		return overwrite(item, WriteOptions.DEFAULTS);
	}

	/**
	 * Writes a whole item. See {@link #overwrite(Object)}.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	default T overwrite(T item, Consumer<WriteOptions.Builder> options) {
		return overwrite(item, WriteOptions.of(options));
	}

	/**
	 * Writes a whole item. See {@link #overwrite(Object)}.
	 * @param item the item
	 * @param options how
	 * @return the item as it is stored; with {@code use-latest} the newer stored one
	 * @throws io.daplug.idempotence.StaleItemException if the stored item has another
	 * value
	 */
	T overwrite(T item, WriteOptions options);

	/**
	 * Inserts an item. See {@link #insert(Object)}.
	 * @param item the item
	 * @return the item as it is stored
	 */
	default T create(T item) {
		return insert(item);
	}

	/**
	 * Inserts or overwrites an item.
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @return the item as it is stored
	 */
	default T create(T item, CreateMode mode) {
		return create(item, mode, WriteOptions.DEFAULTS);
	}

	/**
	 * Inserts or overwrites an item.
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @param options how
	 * @return the item as it is stored
	 */
	default T create(T item, CreateMode mode, Consumer<WriteOptions.Builder> options) {
		return create(item, mode, WriteOptions.of(options));
	}

	/**
	 * Inserts or overwrites an item.
	 * @param item the item
	 * @param mode what becomes of a stored item with the same key
	 * @param options how
	 * @return the item as it is stored
	 */
	default T create(T item, CreateMode mode, WriteOptions options) {
		return (mode == CreateMode.OVERWRITE) ? overwrite(item, options) : insert(item, options);
	}

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
	default T update(ItemKey key, Object patch) {
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
	default T update(ItemKey key, Object patch, Consumer<UpdateOptions.Builder> options) {
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
	T update(ItemKey key, Object patch, UpdateOptions options);

	/**
	 * Merges a patch into the first item that a query finds. Sends one Query (or several,
	 * where a filter leaves nothing of a page), then the requests of
	 * {@link #update(ItemKey, Object)}: the item is read again by its key, consistently
	 * and whole, unless the query reads the table with
	 * {@link QueryOptions.Builder#consistentRead(boolean) consistentRead}. The query has
	 * no projection and no schema of its own.
	 * @param query which item
	 * @param patch the changes
	 * @return the item as it is stored
	 * @throws ItemNotFoundException if the query finds nothing
	 * @throws io.daplug.idempotence.StaleItemException if somebody else was faster
	 */
	default T update(Consumer<QueryOptions.Builder> query, Object patch) {
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
	default T update(Consumer<QueryOptions.Builder> query, Object patch, Consumer<UpdateOptions.Builder> options) {
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
	T update(QueryOptions query, Object patch, UpdateOptions options);

	/**
	 * Removes an item. Sends one DeleteItem. On a guarded table it sends a consistent
	 * GetItem first, unless {@link DeleteOptions.Builder#expected(Object)} names the
	 * value that the caller saw.
	 * @param key the item's key
	 * @return the item that was removed; empty if there was none, which announces
	 * nothing, or if the answer of DynamoDB was lost and nobody knows what the item was
	 * @throws io.daplug.idempotence.StaleItemException if the item changed meanwhile
	 */
	default Optional<T> delete(ItemKey key) {
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
	default Optional<T> delete(ItemKey key, Consumer<DeleteOptions.Builder> options) {
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
	Optional<T> delete(ItemKey key, DeleteOptions options);

}
