package io.daplug.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.table.TableRegistry;
import io.daplug.table.UnknownTableException;

/**
 * The templates of all configured tables, by their logical names.
 */
public final class DaplugTemplates {

	private final TableRegistry tables;

	private final Map<String, DaplugTemplate> templates;

	/**
	 * Creates the registry.
	 * @param tables the tables that are known
	 * @param templates the templates by the logical names of their tables
	 */
	public DaplugTemplates(TableRegistry tables, Map<String, DaplugTemplate> templates) {
		this.tables = tables;
		this.templates = new LinkedHashMap<>(templates);
	}

	/**
	 * Returns the template of a table.
	 * @param table the table's logical name
	 * @return the template
	 * @throws UnknownTableException if there is no such table
	 * @throws IllegalStateException if the table has no template
	 */
	public DaplugTemplate get(String table) {
		DaplugTemplate template = this.templates.get(table);
		if (template == null) {
			throw new IllegalStateException("Table '%s' has no template".formatted(this.tables.require(table).name()));
		}
		return template;
	}

	/**
	 * Returns the tables that have a template.
	 * @return their logical names
	 */
	public Set<String> tables() {
		return Set.copyOf(this.templates.keySet());
	}

}
