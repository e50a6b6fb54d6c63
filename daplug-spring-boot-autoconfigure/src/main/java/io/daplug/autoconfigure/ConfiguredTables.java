package io.daplug.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.daplug.stream.KnownTables;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.text.NearestName;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The tables of the configuration, and those of the application's own templates.
 *
 * @param properties the configuration
 * @param templates all templates, looked at when the first listener is registered
 */
record ConfiguredTables(DaplugProperties properties, ObjectProvider<DaplugTemplate> templates) implements KnownTables {

	@Override
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.properties.tables().keySet());
		this.templates.forEach((template) -> names.add(template.table().name()));
		return names;
	}

	@Override
	public Optional<String> nearest(String name) {
		return NearestName.of(name, names());
	}

	@Override
	public Optional<TableDefinition> definition(String name) {
		return this.templates.stream()
			.map(DaplugTemplate::table)
			.filter((table) -> table.name().equals(name))
			.findFirst();
	}

}
