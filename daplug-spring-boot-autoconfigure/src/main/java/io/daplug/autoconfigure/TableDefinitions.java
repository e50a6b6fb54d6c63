package io.daplug.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.StringUtils;

/**
 * From properties to table definitions, held against the schemas: what cannot work fails
 * here, at start, with the property that is wrong.
 */
final class TableDefinitions {

	private final SchemaRegistry schemas;

	TableDefinitions(SchemaRegistry schemas) {
		this.schemas = schemas;
	}

	Map<String, TableDefinition> of(Map<String, DaplugProperties.Table> tables) {
		Map<String, TableDefinition> definitions = new LinkedHashMap<>();
		Map<String, String> owners = new LinkedHashMap<>();
		tables.forEach((name, table) -> {
			TableDefinition definition = of(name, table);
			String owner = owners.putIfAbsent(definition.tableName(), name);
			if (owner != null) {
				throw new DaplugConfigurationException(property(name, "name"),
						"tables '%s' and '%s' are both named '%s' in DynamoDB".formatted(owner, name,
								definition.tableName()),
						"Set '%s' to a name of its own, or remove one of the two tables."
							.formatted(property(name, "name")));
			}
			definitions.put(name, definition);
		});
		return definitions;
	}

	private TableDefinition of(String name, DaplugProperties.Table table) {
		String hashKey = table.hashKey();
		if (!StringUtils.hasText(hashKey)) {
			throw new DaplugConfigurationException(property(name, "hash-key"), "must be set",
					"Set '%s' to the attribute that holds the hash key of the table."
						.formatted(property(name, "hash-key")));
		}
		ItemSchema schema = schema(name, table.schema());
		TableDefinition.Builder definition = TableDefinition.named(name)
			.tableName(StringUtils.hasText(table.name()) ? table.name() : name)
			.validation(table.validation())
			.updateUnknown(table.updateUnknown());
		key(definition::hashKey, definition::hashKey, name, "hash-key", hashKey, table.hashKeyType(),
				table.hashPrefix() != null, schema);
		if (StringUtils.hasText(table.rangeKey())) {
			requireOtherThanHashKey(name, table.rangeKey(), hashKey);
			key(definition::rangeKey, definition::rangeKey, name, "range-key", table.rangeKey(), table.rangeKeyType(),
					table.rangePrefix() != null, schema);
		}
		else if (table.rangePrefix() != null) {
			throw new DaplugConfigurationException(property(name, "range-prefix"), "needs a range key",
					"Set '%s', or remove the prefix.".formatted(property(name, "range-key")));
		}
		if (table.hashPrefix() != null) {
			definition.hashPrefix(table.hashPrefix());
		}
		if (table.rangePrefix() != null) {
			definition.rangePrefix(table.rangePrefix());
		}
		if (schema != null) {
			definition.schema(schema.name());
		}
		if (table.idempotence() != null) {
			definition.idempotence(idempotence(name, table, table.idempotence(), schema));
		}
		table.indexes().forEach((index, keys) -> definition.index(index(name, index, keys, schema)));
		if (table.itemType() != null) {
			definition.itemType(table.itemType());
		}
		return definition.build();
	}

	private static void requireOtherThanHashKey(String name, String rangeKey, String hashKey) {
		if (rangeKey.equals(hashKey)) {
			throw new DaplugConfigurationException(property(name, "range-key"),
					"'%s' is the hash key already".formatted(rangeKey),
					"Set '%s' to another attribute, or remove it if the table has no range key."
						.formatted(property(name, "range-key")));
		}
	}

	private @Nullable ItemSchema schema(String table, @Nullable String schema) {
		if (!StringUtils.hasText(schema)) {
			return null;
		}
		if (!this.schemas.contains(schema)) {
			String action = this.schemas.names().isEmpty()
					? "Set 'daplug.schema' to the file that describes '%s'.".formatted(schema)
					: "Set '%s' to one of %s.".formatted(property(table, "schema"), this.schemas.names());
			throw new DaplugConfigurationException(property(table, "schema"),
					"there is no schema '%s'%s".formatted(schema, NearestName.question(schema, this.schemas.names())),
					action);
		}
		return this.schemas.get(schema);
	}

	private interface TypedKey {

		void set(String attribute, ScalarAttributeType type);

	}

	private interface UntypedKey {

		void set(String attribute);

	}

	private void key(TypedKey typed, UntypedKey untyped, String table, String property, String attribute,
			DaplugProperties.@Nullable KeyType declared, boolean prefixed, @Nullable ItemSchema schema) {
		ScalarAttributeType type = type(property(table, property), attribute, declared, schema);
		if (prefixed && type != null && type != ScalarAttributeType.S) {
			String prefix = property(table, property.replace("key", "prefix"));
			throw new DaplugConfigurationException(prefix,
					"'%s' is no text but %s, and only text can carry a prefix".formatted(attribute, word(type)),
					"Remove '%s', or make '%s' text in the schema.".formatted(prefix, attribute));
		}
		if (type != null) {
			typed.set(attribute, type);
		}
		else {
			untyped.set(attribute);
		}
	}

	private IdempotenceDefinition idempotence(String table, DaplugProperties.Table properties,
			DaplugProperties.Idempotence idempotence, @Nullable ItemSchema schema) {
		String key = idempotence.key();
		String property = property(table, "idempotence.key");
		if (!StringUtils.hasText(key)) {
			throw new DaplugConfigurationException(property, "must be set",
					"Set '%s' to the attribute that changes with every write.".formatted(property));
		}
		if (key.equals(properties.hashKey()) || key.equals(properties.rangeKey())) {
			throw new DaplugConfigurationException(property,
					"'%s' is a key of the table, and keys never change".formatted(key),
					"Set '%s' to another attribute.".formatted(property));
		}
		if (idempotence.strategy() == IdempotenceStrategy.USE_LATEST && idempotence.generate() != GeneratedValue.NONE) {
			throw new DaplugConfigurationException(property(table, "idempotence.generate"),
					"cannot go with the strategy use-latest, which compares the values that callers send",
					"Set '%s' to none, or '%s' to conditional.".formatted(property(table, "idempotence.generate"),
							property(table, "idempotence.strategy")));
		}
		if (schema != null && idempotence.generate() == GeneratedValue.NONE) {
			requireProperty(property, key, schema);
		}
		return new IdempotenceDefinition(key, idempotence.strategy(), idempotence.missing(), idempotence.generate());
	}

	private IndexDefinition index(String table, String name, DaplugProperties.Index index,
			@Nullable ItemSchema schema) {
		String prefix = PropertyNames.append("indexes", name) + ".";
		if (!StringUtils.hasText(index.hashKey())) {
			throw new DaplugConfigurationException(property(table, prefix + "hash-key"), "must be set",
					"Set '%s' to the attribute that holds the hash key of the index."
						.formatted(property(table, prefix + "hash-key")));
		}
		ScalarAttributeType hashType = type(property(table, prefix + "hash-key"), index.hashKey(), index.hashKeyType(),
				schema);
		String rangeKey = StringUtils.hasText(index.rangeKey()) ? index.rangeKey() : null;
		ScalarAttributeType rangeType = (rangeKey != null)
				? type(property(table, prefix + "range-key"), rangeKey, index.rangeKeyType(), schema) : null;
		return new IndexDefinition(name, index.hashKey(), orText(hashType), rangeKey,
				(rangeKey != null) ? orText(rangeType) : null);
	}

	/** What the property says, else what the schema says; they may not contradict. */
	private static @Nullable ScalarAttributeType type(String property, String attribute,
			DaplugProperties.@Nullable KeyType keyType, @Nullable ItemSchema schema) {
		ScalarAttributeType declared = (keyType != null) ? keyType.attributeType() : null;
		if (schema == null) {
			return declared;
		}
		requireProperty(property, attribute, schema);
		Set<ScalarAttributeType> described = schema.propertyTypes(attribute).orElse(null);
		if (described == null) {
			return declared;
		}
		if (described.isEmpty()) {
			throw new DaplugConfigurationException(property,
					"schema '%s' in '%s' describes '%s' as something that can be no key".formatted(schema.name(),
							schema.location(), attribute),
					"Make the property text, a number or binary in the schema, or set '%s' to another attribute."
						.formatted(property));
		}
		if (declared != null && !described.contains(declared)) {
			throw new DaplugConfigurationException(property + "-type",
					"'%s' is declared as %s, but schema '%s' in '%s' says %s".formatted(attribute, word(declared),
							schema.name(), schema.location(), words(described)),
					"Remove '%s-type', or correct the schema.".formatted(property));
		}
		return (declared != null || described.size() > 1) ? declared : described.iterator().next();
	}

	static void requireProperty(String property, String attribute, ItemSchema schema) {
		if (!schema.describes(attribute) && !schema.open()) {
			throw new DaplugConfigurationException(property,
					"schema '%s' in '%s' has no property '%s'%s".formatted(schema.name(), schema.location(), attribute,
							NearestName.question(attribute, schema.properties())),
					"Add '%s' to the schema, or set '%s' to one of its properties.".formatted(attribute, property));
		}
	}

	private static ScalarAttributeType orText(@Nullable ScalarAttributeType type) {
		return (type != null) ? type : ScalarAttributeType.S;
	}

	private static String words(Collection<ScalarAttributeType> types) {
		return String.join(" or ", types.stream().map(TableDefinitions::word).toList());
	}

	private static String word(ScalarAttributeType type) {
		return switch (type) {
			case S -> "text";
			case N -> "a number";
			case B -> "binary";
			default -> type.toString();
		};
	}

	static String property(String table, String property) {
		return PropertyNames.append("daplug.tables", table) + "." + property;
	}

}
