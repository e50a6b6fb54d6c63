package io.daplug.stream;

import java.util.Optional;
import java.util.Set;

import io.daplug.table.TableDefinition;

/**
 * Knows the tables that listeners may name.
 */
public interface KnownTables {

	/**
	 * Returns the tables.
	 * @return their logical names
	 */
	Set<String> names();

	/**
	 * Returns the table whose name is nearest to a misspelt one.
	 * @param name a name that no table has
	 * @return the logical name of the table, if one is similar
	 */
	Optional<String> nearest(String name);

	/**
	 * Returns what declares a table.
	 * @param name the logical name of the table
	 * @return the definition, if there is such a table
	 */
	Optional<TableDefinition> definition(String name);

}
