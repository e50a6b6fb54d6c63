package io.daplug.autoconfigure;

import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;

/**
 * Makes the template of a configured table, when the table is prepared for it.
 *
 * @param tables the definitions of all tables
 * @param preparation what is done to a table before
 * @param templates builds templates
 */
record TableTemplateFactory(TableRegistry tables, TablePreparation preparation, DaplugTemplateFactory templates) {

	DaplugTemplate create(String table) {
		TableDefinition definition = this.tables.require(table);
		this.preparation.prepare(definition);
		return this.templates.create(definition);
	}

}
