package io.daplug.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * The templates of all configured tables, by their logical names.
 */
public final class DaplugTemplates {

	private final Map<String, DaplugTemplate> templates;

	/**
	 * Creates the registry.
	 * @param templates the templates by the logical names of their tables
	 */
	public DaplugTemplates(Map<String, DaplugTemplate> templates) {
		this.templates = new LinkedHashMap<>(templates);
	}

	/**
	 * Returns the template of a table.
	 * @param table the table's logical name
	 * @return the template
	 * @throws IllegalArgumentException if no such table is configured
	 */
	public DaplugTemplate get(String table) {
		DaplugTemplate template = this.templates.get(table);
		Assert.notNull(template,
				() -> "There is no table '%s'; configured are %s".formatted(table, this.templates.keySet()));
		return template;
	}

	/**
	 * Returns the tables.
	 * @return their logical names
	 */
	public Set<String> tables() {
		return Set.copyOf(this.templates.keySet());
	}

}
