package io.daplug.autoconfigure.singletable;

import java.util.Collection;

import io.daplug.autoconfigure.DaplugTemplateFactory;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.text.NearestName;

import org.springframework.beans.factory.BeanFactory;

/**
 * Makes the templates of tables that keep items of many types, of the templates of these
 * tables.
 *
 * @param singleTables the types of the tables
 * @param tables the definitions of all tables
 * @param templates builds the templates of the types
 * @param beanFactory has the templates of the tables
 */
record SingleTableFactory(SingleTables singleTables, TableRegistry tables, DaplugTemplateFactory templates,
		BeanFactory beanFactory) {

	SingleTableTemplate create(String name) {
		TableDefinition table = this.tables.find(name).orElseThrow(() -> unknown(name, this.tables.names()));
		SingleTableDefinition definition = this.singleTables.definition(table);
		return SingleTableTemplate.of(definition,
				(typed) -> (typed == definition.table()) ? untyped(table) : this.templates.create(typed));
	}

	private DaplugTemplate untyped(TableDefinition table) {
		return (this.beanFactory.containsBean(table.name())
				&& this.beanFactory.isTypeMatch(table.name(), DaplugTemplate.class))
						? this.beanFactory.getBean(table.name(), DaplugTemplate.class) : this.templates.create(table);
	}

	/** What is wrong if there is no such table. */
	static DaplugConfigurationException unknown(String name, Collection<String> tables) {
		return new DaplugConfigurationException(PropertyPath.append(ItemTypeSearch.TABLES, name),
				"there is no table '%s'%s".formatted(name, NearestName.question(name, tables)),
				"Correct the name, or add '%s'; configured are %s."
					.formatted(PropertyPath.append("daplug.tables", name), tables.stream().sorted().toList()));
	}

}
