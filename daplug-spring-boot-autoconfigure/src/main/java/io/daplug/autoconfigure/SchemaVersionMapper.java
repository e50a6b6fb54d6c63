package io.daplug.autoconfigure;

import java.util.HashSet;
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
final class SchemaVersionMapper {

	private final String table;

	private final DaplugProperties.Table properties;

	private final @Nullable ItemSchema schema;

	SchemaVersionMapper(String table, DaplugProperties.Table properties, @Nullable ItemSchema schema) {
		this.table = table;
		this.properties = properties;
		this.schema = schema;
	}

	void define(TableDefinitionBuilder definition) {
		SchemaVersionProperties version = this.properties.schemaVersion();
		if (version == null) {
			return;
		}
		definition.schemaVersion(new SchemaVersionDefinition(attribute(version), current(version)));
	}

	private String attribute(SchemaVersionProperties version) {
		String property = property("attribute");
		String attribute = version.attribute();
		if (attribute == null || !StringUtils.hasText(attribute)) {
			throw new DaplugConfigurationException(property, "must be set",
					"Set '%s' to the attribute that holds the version of an item, such as '_v'.".formatted(property));
		}
		if (others().contains(attribute)) {
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

	private Set<@Nullable String> others() {
		Set<@Nullable String> others = new HashSet<>(WriteTokenMapper.others(this.properties));
		DaplugProperties.Idempotence idempotence = this.properties.idempotence();
		others.add((idempotence != null) ? idempotence.token() : null);
		others.add((this.properties.changeId() != null) ? this.properties.changeId().attribute() : null);
		DaplugProperties.Timestamps timestamps = this.properties.timestamps();
		others.add((timestamps != null) ? timestamps.created() : null);
		others.add((timestamps != null) ? timestamps.modified() : null);
		others.add((this.properties.timeToLive() != null) ? this.properties.timeToLive().attribute() : null);
		return others;
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

	/** Requires that an index with parts of items holds their version. */
	void requireHolds(IndexDefinition index) {
		SchemaVersionProperties version = this.properties.schemaVersion();
		String attribute = (version != null) ? version.attribute() : null;
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
