package io.daplug.autoconfigure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Which attributes of one table keep the tokens of its writes and the ids of its changes:
 * attributes of their own.
 */
final class WriteTokenMapper {

	/** The word for no token: properties without a value are mistakes. */
	static final String NONE = "none";

	private static final String CHANGE_ID = "change-id.attribute";

	private static final String TAKEN = "is a key, guards the items, or is unique or generated";

	private final String table;

	/** The token of a table whose writes count, if nothing else is asked for. */
	private static final String DEFAULT = "_write";

	private final @Nullable ItemSchema schema;

	WriteTokenMapper(String table, @Nullable ItemSchema schema) {
		this.table = table;
		this.schema = schema;
	}

	/** Has the table keep tokens and ids where its properties say so. */
	void keep(DaplugProperties.Table properties, TableDefinitionBuilder definition) {
		keepChangeIds(properties, definition);
		String token = (properties.idempotence() != null) ? properties.idempotence().token() : null;
		if (token == null) {
			return;
		}
		if (token.equals(NONE)) {
			definition.writeToken("");
			return;
		}
		if (others(properties).contains(token)) {
			throw refused("idempotence.token", token, TAKEN);
		}
		definition.writeToken(token);
	}

	private void keepChangeIds(DaplugProperties.Table properties, TableDefinitionBuilder definition) {
		String attribute = (properties.changeId() != null) ? properties.changeId().attribute() : null;
		if (!StringUtils.hasText(attribute)) {
			return;
		}
		if (others(properties).contains(attribute)) {
			throw refused(CHANGE_ID, attribute, TAKEN);
		}
		definition.changeIdAttribute(attribute);
	}

	/** The attributes that have a use, whatever it is. */
	static Set<@Nullable String> used(DaplugProperties.Table properties) {
		Set<@Nullable String> used = others(properties);
		DaplugProperties.Idempotence idempotence = properties.idempotence();
		used.add((idempotence != null) ? idempotence.token() : null);
		used.add((properties.changeId() != null) ? properties.changeId().attribute() : null);
		DaplugProperties.Timestamps timestamps = properties.timestamps();
		used.add((timestamps != null) ? timestamps.created() : null);
		used.add((timestamps != null) ? timestamps.modified() : null);
		used.add((properties.timeToLive() != null) ? properties.timeToLive().attribute() : null);
		return used;
	}

	/** The attributes that writes set and nobody sees, and the properties that say so. */
	static Map<String, String> hidden(DaplugProperties.Table properties) {
		Map<String, String> hidden = new HashMap<>();
		DaplugProperties.Idempotence idempotence = properties.idempotence();
		if (idempotence != null && idempotence.token() != null) {
			hidden.put(idempotence.token(), "idempotence.token");
		}
		else if (idempotence != null && idempotence.generate() == GeneratedValue.COUNTER) {
			hidden.put(DEFAULT, "idempotence.generate");
		}
		if (properties.changeId() != null && properties.changeId().attribute() != null) {
			hidden.put(properties.changeId().attribute(), CHANGE_ID);
		}
		if (properties.schemaVersion() != null && properties.schemaVersion().attribute() != null) {
			hidden.put(properties.schemaVersion().attribute(), "schema-version.attribute");
		}
		return hidden;
	}

	private static Set<@Nullable String> others(DaplugProperties.Table properties) {
		Set<@Nullable String> others = new HashSet<>();
		others.add(properties.hashAttribute());
		others.add(properties.rangeAttribute());
		others.add((properties.idempotence() != null) ? properties.idempotence().key() : null);
		others.addAll(properties.unique());
		others.addAll(properties.generated().keySet());
		properties.indexes().values().forEach((index) -> {
			others.addAll(index.hashAttributes());
			others.addAll(index.rangeAttributes());
		});
		return others;
	}

	/** Holds the attributes, also the one that nobody asked for, against the schema. */
	TableDefinition checked(TableDefinition definition) {
		if (definition.changeIdAttribute() != null) {
			requireUndescribed(CHANGE_ID, definition.changeIdAttribute());
			requireUndescribed("idempotence.token", definition.formerWriteToken());
		}
		else {
			requireUndescribed("idempotence.token", definition.writeToken());
		}
		return definition;
	}

	private void requireUndescribed(String name, @Nullable String attribute) {
		if (attribute != null && this.schema != null && this.schema.describes(attribute)) {
			throw refused(name, attribute,
					"is a property of schema '%s' in '%s'".formatted(this.schema.name(), this.schema.location()));
		}
	}

	private DaplugConfigurationException refused(String name, String attribute, String reason) {
		String property = PropertyPath.ofTable(this.table, name);
		return new DaplugConfigurationException(property,
				"'%s' %s, and %s needs an attribute of its own".formatted(attribute, reason,
						name.equals(CHANGE_ID) ? "a change id" : "a token"),
				"Set '%s' to another attribute, which nobody sees.".formatted(property));
	}

}
