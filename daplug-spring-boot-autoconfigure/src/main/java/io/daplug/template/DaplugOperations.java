package io.daplug.template;

import io.daplug.table.TableDefinition;

/**
 * What can be done with one table. {@link DaplugTemplate} does it.
 */
public interface DaplugOperations extends WriteOperations, ReadOperations, BatchOperations {

	/**
	 * Returns the table.
	 * @return its definition
	 */
	TableDefinition table();

	/**
	 * Returns the same operations for items of one type.
	 * @param <T> type of the items
	 * @param type type of the items
	 * @return the typed view
	 */
	<T> TypedOperations<T> as(Class<T> type);

}
