package io.daplug.template;

import io.daplug.table.TableDefinition;

/**
 * What is done with one table, whatever the type of the items. Transactions name tables
 * by it: a {@link DaplugTemplate}, or the {@link ItemOperations} of one.
 */
public interface TableOperations {

	/**
	 * Returns the table.
	 * @return its definition
	 */
	TableDefinition table();

}
