package io.daplug.autoconfigure;

import java.util.HashSet;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Which attribute of one table keeps the tokens of its writes: one of its own.
 */
final class WriteTokenMapper {

	/** The word for no token: properties without a value are mistakes. */
	static final String NONE = "none";

	private final String table;

	private final @Nullable ItemSchema schema;

	WriteTokenMapper(String table, @Nullable ItemSchema schema) {
		this.table = table;
		this.schema = schema;
	}

	/** Has the table keep tokens where its properties say so. */
	void keep(DaplugProperties.Table properties, TableDefinitionBuilder definition) {
		String token = (properties.idempotence() != null) ? properties.idempotence().token() : null;
		if (token == null) {
			return;
		}
		if (token.equals(NONE)) {
			definition.writeToken("");
			return;
		}
		if (others(properties).contains(token)) {
			throw refused(token, "is a key, or guards the items");
		}
		definition.writeToken(token);
	}

	private static Set<@Nullable String> others(DaplugProperties.Table properties) {
		Set<@Nullable String> others = new HashSet<>();
		others.add(properties.hashKey());
		others.add(properties.rangeKey());
		others.add((properties.idempotence() != null) ? properties.idempotence().key() : null);
		properties.indexes().values().forEach((index) -> {
			others.addAll(index.hashKey());
			others.addAll(index.rangeKey());
		});
		return others;
	}

	/** Holds the token, also the one that nobody asked for, against the schema. */
	TableDefinition checked(TableDefinition definition) {
		String token = definition.writeToken();
		if (token != null && this.schema != null && this.schema.describes(token)) {
			throw refused(token,
					"is a property of schema '%s' in '%s'".formatted(this.schema.name(), this.schema.location()));
		}
		return definition;
	}

	private DaplugConfigurationException refused(String token, String reason) {
		String property = PropertyPath.ofTable(this.table, "idempotence.token");
		return new DaplugConfigurationException(property,
				"'%s' %s, and a token needs an attribute of its own".formatted(token, reason),
				"Set '%s' to another attribute, which nobody sees.".formatted(property));
	}

}
