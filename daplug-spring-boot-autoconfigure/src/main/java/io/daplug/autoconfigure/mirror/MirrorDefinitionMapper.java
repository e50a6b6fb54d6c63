package io.daplug.autoconfigure.mirror;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.ParseException;
import org.springframework.util.StringUtils;

/**
 * From the properties of one mirror to its definition and mapping, held against tables
 * and schemas: what cannot work fails here, at start, with the property that is wrong.
 */
final class MirrorDefinitionMapper {

	private final String name;

	private final DaplugMirrorsProperties.Mirror properties;

	private final TableRegistry tables;

	private final SchemaRegistry schemas;

	private final TableDefinition source;

	private final TableDefinition destination;

	private final @Nullable ItemSchema schema;

	MirrorDefinitionMapper(String name, DaplugMirrorsProperties.Mirror properties, TableRegistry tables,
			SchemaRegistry schemas) {
		this.name = name;
		this.properties = properties;
		this.tables = tables;
		this.schemas = schemas;
		this.source = table("source", properties.source());
		this.destination = table("destination", properties.destination());
		this.schema = schema();
	}

	private TableDefinition table(String property, @Nullable String table) {
		if (!StringUtils.hasText(table)) {
			throw new DaplugConfigurationException(property(property), "must be set",
					"Set '%s' to one of the tables %s.".formatted(property(property), sortedTables()));
		}
		return this.tables.find(table)
			.orElseThrow(() -> new DaplugConfigurationException(property(property),
					"table '%s' is not configured%s".formatted(table, NearestName.question(table, this.tables.names())),
					"Set '%s' to one of the tables %s, or add 'daplug.tables.%s'.".formatted(property(property),
							sortedTables(), table)));
	}

	private Collection<String> sortedTables() {
		return this.tables.names().stream().sorted().toList();
	}

	private @Nullable ItemSchema schema() {
		String named = this.properties.schema();
		if (StringUtils.hasText(named)) {
			if (!this.schemas.contains(named)) {
				throw new DaplugConfigurationException(property("schema"),
						"schema '%s' is not defined%s".formatted(named,
								NearestName.question(named, this.schemas.names())),
						"Set '%s' to a schema of the files in 'daplug.schema'.".formatted(property("schema")));
			}
			return this.schemas.get(named);
		}
		return schemaOf(this.destination);
	}

	private @Nullable ItemSchema schemaOf(TableDefinition table) {
		return (table.schema() != null) ? this.schemas.get(table.schema()) : null;
	}

	MirrorDefinition definition() {
		MirrorDefinition.Builder definition = MirrorDefinition.named(this.name)
			.source(this.source.name())
			.destination(this.destination.name())
			.announce(this.properties.announce());
		if (StringUtils.hasText(this.properties.schema())) {
			definition.schema(this.properties.schema());
		}
		guard(definition);
		if (StringUtils.hasText(this.properties.reverseOf())) {
			definition.reverseOf(this.properties.reverseOf());
		}
		return definition.build();
	}

	private void guard(MirrorDefinition.Builder definition) {
		MirrorGuardCheck check = new MirrorGuardCheck(this.source, this.destination,
				MirrorGuardCheck.guard(this.properties.guard(), this.source.streamSource()),
				this.properties.tombstoneRetention());
		MirrorGuardCheck.Problem problem = check.problem();
		if (problem != null) {
			String property = property(problem.option());
			throw new DaplugConfigurationException(property, problem.text(), problem.action().formatted(property));
		}
		check.define(definition);
	}

	FieldMapping mapping(ItemConverter converter) {
		FieldMapping.Builder mapping = FieldMapping.builder();
		Map<String, String> origins = new HashMap<>();
		constants(mapping, converter, origins);
		fields(mapping, origins);
		requireKey("hash key", this.destination.hashKey(), origins.keySet());
		if (this.destination.rangeKey() != null) {
			requireKey("range key", this.destination.rangeKey(), origins.keySet());
		}
		filter(mapping);
		FieldMapping built = mapping.build();
		// What an item lacks is null, so a misspelt name would filter in silence.
		built.filteredBy()
			.forEach(
					(attribute) -> requireDescribed(property("filter"), attribute, schemaOf(this.source), this.source));
		return built;
	}

	private void constants(FieldMapping.Builder mapping, ItemConverter converter, Map<String, String> origins) {
		this.properties.constants().forEach((attribute, value) -> {
			String property = PropertyPath.append(property("constants"), attribute);
			requireDescribed(property, attribute, this.schema, this.destination);
			try {
				mapping.constant(attribute, value, converter);
			}
			catch (InvalidItemException ex) {
				throw new DaplugConfigurationException(property, String.valueOf(ex.getMessage()),
						"Set '%s' to text, a number or a boolean.".formatted(property));
			}
			origins.put(attribute, property);
		});
	}

	private void fields(FieldMapping.Builder mapping, Map<String, String> origins) {
		this.properties.fields().forEach((attribute, target) -> {
			String property = PropertyPath.append(property("fields"), attribute);
			if (!StringUtils.hasText(target)) {
				throw new DaplugConfigurationException(property, "must not be empty",
						"Set '%s' to the attribute's name in table '%s'.".formatted(property, this.destination.name()));
			}
			requireDescribed(property, attribute, schemaOf(this.source), this.source);
			requireDescribed(property, target, this.schema, this.destination);
			String other = origins.put(target, property);
			if (other != null) {
				throw new DaplugConfigurationException(property,
						"'%s' has its value from '%s' already".formatted(target, other),
						"Set '%s' to another name, or remove one of the two.".formatted(property));
			}
			mapping.field(attribute, target);
		});
	}

	private void filter(FieldMapping.Builder mapping) {
		String filter = this.properties.filter();
		if (!StringUtils.hasText(filter)) {
			return;
		}
		try {
			mapping.filter(filter);
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new DaplugConfigurationException(property("filter"),
					"\"%s\" is no filter: %s".formatted(filter, ex.getMessage()),
					"Set '%s' to an expression over the item's attributes, such as \"status == 'PAID'\"."
						.formatted(property("filter")));
		}
	}

	private void requireDescribed(String property, String attribute, @Nullable ItemSchema described,
			TableDefinition table) {
		if (described == null || described.open() || described.describes(attribute)
				|| table.reservedAttributes().contains(attribute)) {
			return;
		}
		throw new DaplugConfigurationException(property,
				"schema '%s' of table '%s' has no property '%s'%s".formatted(described.name(), table.name(), attribute,
						NearestName.question(attribute, described.properties())),
				"Correct the name in '%s', or add the property to the schema in '%s'.".formatted(property,
						described.location()));
	}

	/** A copy without key could never be written. */
	private void requireKey(String kind, String key, Set<String> made) {
		ItemSchema described = schemaOf(this.source);
		Set<String> moved = new HashSet<>(this.properties.fields().keySet());
		boolean kept = !moved.contains(key) && (described == null || described.open() || described.describes(key)
				|| this.source.reservedAttributes().contains(key));
		if (made.contains(key) || kept) {
			return;
		}
		throw new DaplugConfigurationException(property("fields"),
				"nothing becomes '%s', the %s of table '%s'".formatted(key, kind, this.destination.name()),
				"Add '%s: %s' with the name of an attribute of table '%s', or give '%s' a value in '%s'."
					.formatted("<attribute>", key, this.source.name(), key, property("constants")));
	}

	private String property(String property) {
		return PropertyPath.append("daplug.mirrors", this.name) + "." + property;
	}

}
