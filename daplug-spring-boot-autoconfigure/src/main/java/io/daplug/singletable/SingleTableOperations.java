package io.daplug.singletable;

import io.daplug.table.TableDefinition;
import io.daplug.template.ItemOperations;

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

}
