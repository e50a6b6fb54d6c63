package io.daplug.autoconfigure;

import io.daplug.table.TableDefinition;

/**
 * Lets tables tell the types of their items apart, where items of several types share
 * one. Listeners and streams ask for the types, so it is asked while the registry of
 * tables is made, before there are any templates.
 */
@FunctionalInterface
public interface TableTypes {

	/**
	 * Returns a table with its types.
	 * @param table the table as it is declared
	 * @return the table; the same one if items do not share it
	 */
	TableDefinition with(TableDefinition table);

}
