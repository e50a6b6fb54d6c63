package io.daplug.autoconfigure.version;

import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.schema.ItemSchema;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The versions of the items of one table, held against its schema and its indexes.
 */
public final class SchemaVersionMapper {

	private final String table;

	private final @Nullable SchemaVersionProperties version;

	private final @Nullable ItemSchema schema;

	private final Set<@Nullable String> others;

	/**
	 * Creates a mapper.
	 * @param table the logical name of the table
	 * @param version the properties; null if items have no versions
	 * @param schema the table's schema; null if it has none
	 * @param others the attributes that have another use
	 */
	public SchemaVersionMapper(String table, @Nullable SchemaVersionProperties version, @Nullable ItemSchema schema,
			Set<@Nullable String> others) {
		this.table = table;
		this.version = version;
		this.schema = schema;
		this.others = others;
	}

	/**
	 * Has the items have versions, if the properties say so.
	 * @param definition the table
	 */
	public void define(TableDefinitionBuilder definition) {
		if (this.version != null) {
			definition.schemaVersion(new SchemaVersionDefinition(attribute(this.version), current(this.version)));
		}
	}

	private String attribute(SchemaVersionProperties version) {
		String property = property("attribute");
		String attribute = version.attribute();
		if (attribute == null || !StringUtils.hasText(attribute)) {
			throw new DaplugConfigurationException(property, "must be set",
					"Set '%s' to the attribute that holds the version of an item, such as '_v'.".formatted(property));
		}
		if (this.others.contains(attribute)) {
			throw taken(attribute, "has another use in the table");
		}
		if (this.schema != null && this.schema.describes(attribute)) {
			throw taken(attribute,
					"is a property of schema '%s' in '%s'".formatted(this.schema.name(), this.schema.location()));
		}
		return attribute;
	}

	private DaplugConfigurationException taken(String attribute, String use) {
		return new DaplugConfigurationException(property("attribute"),
				"'%s' %s, and the version needs an attribute of its own".formatted(attribute, use),
				"Set '%s' to another attribute, which nobody sees.".formatted(property("attribute")));
	}

	private int current(SchemaVersionProperties version) {
		String property = property("current");
		Integer current = version.current();
		if (current == null) {
			throw new DaplugConfigurationException(property, "must be set",
					"Set '%s' to the version that is written, 1 for the first one.".formatted(property));
		}
		if (current < SchemaVersionDefinition.FIRST) {
			throw new DaplugConfigurationException(property, "is %d, and versions begin with 1".formatted(current),
					"Set '%s' to the version that is written, 1 for the first one.".formatted(property));
		}
		return current;
	}

	/**
	 * Requires that an index with parts of items holds their version.
	 * @param index the index
	 */
	public void requireHolds(IndexDefinition index) {
		String attribute = (this.version != null) ? this.version.attribute() : null;
		if (attribute != null && !index.projection().equals(IndexProjection.KEYS_ONLY)
				&& !index.projection().holds(attribute)) {
			String path = PropertyPath.append(PropertyPath.ofTable(this.table, "indexes"), index.name());
			throw new DaplugConfigurationException(path + ".projection",
					"leaves out '%s', which holds the version of an item".formatted(attribute),
					"Add '%s' to '%s.attributes', or set '%2$s.projection' to all or keys-only.".formatted(attribute,
							path));
		}
	}

	private String property(String name) {
		return PropertyPath.ofTable(this.table, "schema-version." + name);
	}

}
