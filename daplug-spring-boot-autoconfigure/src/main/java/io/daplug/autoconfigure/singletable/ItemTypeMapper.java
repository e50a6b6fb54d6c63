package io.daplug.autoconfigure.singletable;

import java.util.List;
import java.util.function.Consumer;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.singletable.IndexKeyDefinition;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.singletable.KeyDefinition;
import io.daplug.singletable.SingleTableDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * From the properties of a type to its definition.
 *
 * @param table the logical name of the table
 */
record ItemTypeMapper(String table) {

	private String path(String name) {
		return PropertyPath.append(PropertyPath.append(ItemTypeSearch.TABLES, this.table) + ".types", name);
	}

	/** What is wrong with a type is said of its property. */
	DaplugConfigurationException refused(String name, SingleTableDefinitionException cause) {
		DaplugConfigurationException refused = new DaplugConfigurationException(path(name), cause.problem(),
				cause.remedy() + ".");
		refused.initCause(cause);
		return refused;
	}

	ItemTypeDefinition of(String name, DaplugSingleTablesProperties.Type properties) {
		Class<?> type = properties.type();
		if (type == null) {
			throw new DaplugConfigurationException(path(name) + ".type", "must be set",
					"Set '%s.type' to the full name of a record or class.".formatted(path(name)));
		}
		return ItemTypeDefinition.of(type, (definition) -> {
			definition.name(name)
				.hashKey(key(properties.hashKey(), properties.hashPrefix())
					.andThen((key) -> adopt(key, properties.prefixOf())))
				.rangeKey(key(properties.rangeKey(), properties.rangePrefix()));
			if (StringUtils.hasText(properties.schema())) {
				definition.schema(properties.schema());
			}
			properties.indexes()
				.forEach((index, keys) -> definition
					.index(new IndexKeyDefinition(index, KeyDefinition.of(key(keys.hashKey(), keys.hashPrefix())),
							KeyDefinition.of(key(keys.rangeKey(), keys.rangePrefix())))));
		});
	}

	private static Consumer<KeyDefinition.Builder> key(List<String> attributes, @Nullable String prefix) {
		return (key) -> {
			key.attributes(attributes.toArray(String[]::new));
			if (prefix == null) {
				return;
			}
			if (prefix.isEmpty()) {
				key.unprefixed();
			}
			else {
				key.prefix(prefix);
			}
		};
	}

	private static void adopt(KeyDefinition.Builder key, @Nullable Class<?> prefixOf) {
		if (prefixOf != null) {
			key.prefixOf(prefixOf);
		}
	}

}
