package io.daplug.autoconfigure;

import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplateBuilder;

/**
 * What a feature gives to the templates of tables.
 */
@FunctionalInterface
interface TemplateSetting {

	/**
	 * Gives a template what it needs.
	 * @param table the table of the template
	 * @param template the template that is built
	 */
	void apply(TableDefinition table, DaplugTemplateBuilder template);

}
