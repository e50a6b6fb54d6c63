package io.daplug.template;

/**
 * Writes single items.
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
 * <p>
 * Items are {@code Map<String, ?>}, records or classes that Jackson can write, or
 * {@code JsonNode}.
 */
public interface WriteOperations extends PutOperations, UpdateOperations, DeleteOperations {

}
