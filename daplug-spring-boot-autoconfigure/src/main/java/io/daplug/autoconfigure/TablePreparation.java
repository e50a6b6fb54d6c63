package io.daplug.autoconfigure;

import io.daplug.table.TableDefinition;

/**
 * What is done to a table before its template is made.
 */
@FunctionalInterface
interface TablePreparation {

	/** Leaves tables alone. */
	TablePreparation NO_OP = (table) -> {
	};

	void prepare(TableDefinition table);

}
