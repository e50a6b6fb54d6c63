package io.daplug.customize;

/**
 * Changes items before they are written, or refuses them. It is called before the item is
 * held against its schema, so it can complete what the schema demands.
 * <p>
 * A bean of this type is for the tables of which the item type fits {@code T}; with a
 * {@code @Qualifier}, it is for the table of that name. One of maps that is not qualified
 * is for all tables. Several are called in the order of {@code @Order}, and one that is a
 * bean by several names is called once. Beans of parent contexts are called too, in one
 * order with the others.
 * <p>
 * It is called once for each item of an insert, an overwrite and an upsert of a record,
 * single, in a batch or in a transaction, and of an update, where it gets what the update
 * makes of the stored item. It is not called for what mirrors copy, nor for changes of a
 * part ({@code change}), deletes and reads, which have no item to give.
 * <p>
 * To be used by several threads. It may be called again where a write is tried again.
 *
 * @param <T> what items are handed over as: a record or class, or
 * {@code Map<String, Object>}
 */
@FunctionalInterface
public interface ItemCustomizer<T> {

	/**
	 * Returns the item to write.
	 * @param item the item as the caller gave it. Maps, and objects of classes, may be
	 * changed and returned; nobody else has them. A record must not be changed inside.
	 * Attributes that the type does not know stay as they are
	 * @return the same item, or another one. It may have another key, but for updates,
	 * which fail with an {@link io.daplug.item.InvalidKeyException} then
	 * @throws RefusedItemException to refuse the item. Callers get it as it is, and so
	 * they get each other {@link org.springframework.dao.DataAccessException}. All else
	 * is a fault of the customizer, and becomes the cause of an
	 * {@link ItemCustomizerException}, as does an item that does not fit {@code T}. In
	 * each case, nothing is written of the item
	 */
	T customize(T item);

}
