package io.daplug.autoconfigure.singletable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.autoconfigure.TableTypes;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.singletable.KeyPrefix;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableDefinitionException;
import io.daplug.singletable.SingleTableReport;
import io.daplug.table.TableDefinition;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The tables that keep items of many types. Each is defined when it is asked for first,
 * which is while the registry of tables is made.
 */
final class SingleTables implements TableTypes {

	private final Map<String, DaplugSingleTablesProperties.SingleTable> properties;

	private final FoundItemTypes found;

	private final ObjectProvider<ItemTypeDefinition> declared;

	private final TypeRules rules;

	private final ResourceLoader resources;

	private final Map<String, SingleTableDefinition> definitions = new ConcurrentHashMap<>();

	SingleTables(DaplugSingleTablesProperties properties, FoundItemTypes found,
			ObjectProvider<ItemTypeDefinition> declared, TypeRules rules, ResourceLoader resources) {
		this.properties = properties.singleTables();
		this.found = found;
		this.declared = declared;
		this.rules = rules;
		this.resources = resources;
	}

	@Override
	public TableDefinition with(TableDefinition table) {
		return this.properties.containsKey(table.name()) ? definition(table).table() : table;
	}

	/**
	 * Returns the types of a table.
	 * @param table the table
	 * @throws io.daplug.singletable.SingleTableDefinitionException if they cannot share
	 * it
	 */
	SingleTableDefinition definition(TableDefinition table) {
		return this.definitions.computeIfAbsent(table.name(), (name) -> define(table));
	}

	private SingleTableDefinition define(TableDefinition table) {
		DaplugSingleTablesProperties.SingleTable settings = this.properties.get(table.name());
		String path = PropertyPath.append(ItemTypeSearch.TABLES, table.name());
		if (settings == null) {
			throw new DaplugConfigurationException(path, "must be set", "Add '%s'.".formatted(path));
		}
		SingleTableDefinition definition = define(table, settings);
		if (definition.types().isEmpty()) {
			throw new DaplugConfigurationException(path,
					"has no types: no class with @ItemType was found%s".formatted(
							settings.packages().isEmpty() ? "" : " in the packages %s".formatted(settings.packages())),
					"Put @ItemType on records or classes of the application, or set '%1$s.packages' to where they are, or '%1$s.types'."
						.formatted(path));
		}
		return definition;
	}

	private SingleTableDefinition define(TableDefinition table, DaplugSingleTablesProperties.SingleTable settings) {
		ItemTypeMapper mapper = new ItemTypeMapper(table.name());
		try {
			return SingleTableDefinition.of(table, (types) -> {
				types.converter(this.rules.converter());
				this.rules.constraints().ifAvailable(types::constraints);
				this.found.of(table.name())
					.forEach((type) -> types.types(ClassUtils.resolveClassName(type, this.resources.getClassLoader())));
				settings.types().forEach((name, type) -> types.type(mapper.of(name, type)));
				this.declared.orderedStream().filter((type) -> belongs(type, table.name())).forEach(types::type);
				if (StringUtils.hasText(settings.report())) {
					types.held(prefixes(PropertyPath.append(ItemTypeSearch.TABLES, table.name()) + ".report",
							settings.report()));
				}
				if (StringUtils.hasText(settings.typeAttribute())) {
					types.typeAttribute(settings.typeAttribute());
				}
			});
		}
		catch (SingleTableDefinitionException ex) {
			settings.types().forEach((name, type) -> {
				if (type.type() != null && type.type() == ex.type()) {
					throw mapper.refused(name, ex);
				}
			});
			throw ex;
		}
	}

	private boolean belongs(ItemTypeDefinition type, String table) {
		if (type.table() != null) {
			return type.table().equals(table);
		}
		if (this.properties.size() > 1) {
			throw new DaplugConfigurationException(ItemTypeSearch.TABLES,
					"the bean that defines '%s' does not say to which of the tables %s it belongs"
						.formatted(type.type().getName(), this.properties.keySet().stream().sorted().toList()),
					"Name it by 'table' of its builder.");
		}
		return true;
	}

	private List<KeyPrefix> prefixes(String property, String location) {
		Resource report = this.resources.getResource(location);
		try {
			return SingleTableReport.parse(report.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new DaplugConfigurationException(property, "'%s' cannot be read".formatted(location),
					"Correct '%s', or remove it until the report is written.".formatted(property));
		}
		catch (IllegalArgumentException ex) {
			throw new DaplugConfigurationException(property,
					"'%s' is no report of a single table: %s".formatted(location, ex.getMessage()),
					"Write the report anew, or set '%s' to the location of one.".formatted(property));
		}
	}

}
