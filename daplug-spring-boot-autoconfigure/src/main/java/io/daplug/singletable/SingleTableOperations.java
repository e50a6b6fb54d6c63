package io.daplug.singletable;

import java.util.function.Consumer;

import io.daplug.table.TableDefinition;
import io.daplug.template.ItemOperations;
import io.daplug.template.model.QueryOptions;

/**
 * What can be done with a table that keeps items of many types.
 */
public interface SingleTableOperations {

	/**
	 * Returns the table, as it is without any type.
	 * @return the table
	 */
	TableDefinition table();

	/**
	 * Returns the table with its types.
	 * @return the definition
	 */
	SingleTableDefinition definition();

	/**
	 * Returns the operations of one type. A key is given by the values of the attributes
	 * that it is composed of: {@code ItemKey.of("d-1")}.
	 * @param <T> the type
	 * @param type the type
	 * @return the operations, the same object for each call
	 * @throws SingleTableDefinitionException if the table keeps no such items
	 */
	<T> ItemOperations<T> items(Class<T> type);

	/**
	 * Returns all items that have a hash key. Nothing is sent before items are asked for.
	 * @param type a type whose hash key it is, with all types that have the same one
	 * @param hashValues the values of the attributes that the hash key is composed of
	 * @return the items
	 * @throws SingleTableDefinitionException if the table keeps no such items
	 * @throws io.daplug.item.InvalidKeyException if the type has no such key
	 */
	ItemCollection collection(Class<?> type, Object... hashValues);

	/**
	 * Returns all items that have a hash key. Nothing is sent before items are asked for.
	 * @param hashValues the values of the attributes that the hash key is composed of,
	 * which is that of several types, or of all
	 * @return the items
	 * @throws io.daplug.item.InvalidKeyException if there is no such key, or if several
	 * types have hash keys of their own, so that the type must be named
	 */
	ItemCollection collection(Object... hashValues);

	/**
	 * Returns the items of all types that a query of the table or of an index selects.
	 * Nothing is sent before items are asked for.
	 * @param query what is asked for, with keys as they are stored
	 * @return the items
	 */
	ItemCollection query(Consumer<QueryOptions.Builder> query);

}
