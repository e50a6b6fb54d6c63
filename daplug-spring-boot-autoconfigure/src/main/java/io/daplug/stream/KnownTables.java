package io.daplug.stream;

import java.util.Optional;
import java.util.Set;

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

}
