package io.daplug.stream;

import java.util.Optional;
import java.util.Set;

import io.daplug.table.TableDefinition;

/**
 * The tables that listeners may name.
 */
public interface KnownTables {

	/**
	 * Returns the tables.
	 * @return their logical names
	 */
	Set<String> names();

	/**
	 * Returns the table that was probably meant.
	 * @param name a name that no table has
	 * @return the logical name of a table, if one is alike
	 */
	Optional<String> nearest(String name);

	/**
	 * Returns what declares a table.
	 * @param name the logical name of the table
	 * @return the definition, if there is such a table
	 */
	Optional<TableDefinition> definition(String name);

}
