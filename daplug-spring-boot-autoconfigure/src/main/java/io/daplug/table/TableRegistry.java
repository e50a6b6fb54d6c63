package io.daplug.table;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.daplug.text.NearestName;

import org.springframework.util.Assert;

/**
 * The definitions of all tables, by their logical names. It is made of what is declared
 * and never of templates, so that a template can be replaced, by a mock for instance.
 * Immutable.
 */
public final class TableRegistry {

	private final Map<String, TableDefinition> tables;

	private TableRegistry(Map<String, TableDefinition> tables) {
		this.tables = Collections.unmodifiableMap(tables);
	}

	/**
	 * Creates a registry.
	 * @param tables the definitions, each with a logical name of its own
	 * @return the registry, with the tables in the given order
	 * @throws IllegalArgumentException if two of them have one logical name
	 */
	public static TableRegistry of(Collection<TableDefinition> tables) {
		Map<String, TableDefinition> byName = new LinkedHashMap<>();
		tables.forEach((table) -> Assert.isTrue(byName.put(table.name(), table) == null,
				() -> "Two tables have the logical name '%s'".formatted(table.name())));
		return new TableRegistry(byName);
	}

	/**
	 * Returns the logical names of all tables.
	 * @return the names, in the order of the tables
	 */
	public Set<String> names() {
		return this.tables.keySet();
	}

	/**
	 * Returns the definitions of all tables.
	 * @return the definitions, in their order
	 */
	public List<TableDefinition> tables() {
		return List.copyOf(this.tables.values());
	}

	/**
	 * Finds a table.
	 * @param name the logical name of the table
	 * @return its definition, if there is such a table
	 */
	public Optional<TableDefinition> find(String name) {
		return Optional.ofNullable(this.tables.get(name));
	}

	/**
	 * Returns a table that must exist.
	 * @param name the logical name of the table
	 * @return its definition
	 * @throws UnknownTableException if there is no such table
	 */
	public TableDefinition require(String name) {
		return find(name).orElseThrow(() -> new UnknownTableException(name, names()));
	}

	/**
	 * Finds the table that was probably meant.
	 * @param name a name that no table has
	 * @return the logical name of the most similar table, if one is similar enough
	 */
	public Optional<String> nearest(String name) {
		return NearestName.of(name, names());
	}

	@Override
	public String toString() {
		return "TableRegistry" + this.tables.keySet();
	}

}
