package io.daplug.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.autoconfigure.version.SchemaVersionMapper;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.StringUtils;

/**
 * From properties to table definitions, held against the schemas: what cannot work fails
 * here, at start, with the property that is wrong.
 */
final class TableDefinitionMapper {

	private final SchemaRegistry schemas;

	private final TenantResolvers resolvers;

	private final Set<String> guarded;

	/**
	 * Creates a mapper.
	 * @param schemas the schemas that tables name
	 * @param resolvers what tells the tenants that share tables
	 * @param guarded the tables that guarded mirrors of this application write
	 */
	TableDefinitionMapper(SchemaRegistry schemas, TenantResolvers resolvers, Set<String> guarded) {
		this.schemas = schemas;
		this.resolvers = resolvers;
		this.guarded = guarded;
	}

	List<TableDefinition> of(Map<String, DaplugProperties.Table> tables) {
		List<TableDefinition> definitions = new ArrayList<>();
		Map<String, String> owners = new LinkedHashMap<>();
		tables.forEach((name, table) -> {
			TableDefinition definition = of(name, table);
			String owner = owners.putIfAbsent(definition.tableName(), name);
			if (owner != null) {
				throw new DaplugConfigurationException(PropertyPath.ofTable(name, "name"),
						"tables '%s' and '%s' are both named '%s' in DynamoDB".formatted(owner, name,
								definition.tableName()),
						"Set '%s' to a name of its own, or remove one of the two tables."
							.formatted(PropertyPath.ofTable(name, "name")));
			}
			definitions.add(definition);
		});
		return definitions;
	}

	private TableDefinition of(String name, DaplugProperties.Table table) {
		requireHashKey(name, table);
		ItemSchema schema = schema(name, table.schema());
		TableDefinitionBuilder definition = TableDefinition.named(name)
			.tableName(StringUtils.hasText(table.name()) ? table.name() : name)
			.validation(table.validation())
			.unknown(table.unknown())
			.updateUnknown(table.updateUnknown())
			.writeOnly(table.writeOnly());
		DynamoDbNameCheck.requireTableName(PropertyPath.ofTable(name, "name"),
				StringUtils.hasText(table.name()) ? table.name() : name);
		ComputedKeyMapper keys = new ComputedKeyMapper(name, table, schema);
		hashKey(definition, name, table, keys);
		rangeKey(definition, name, table, keys);
		if (schema != null) {
			definition.schema(schema.name());
		}
		GuardedCopiesMapper copies = new GuardedCopiesMapper(name, table, this.guarded);
		copies.define(definition, schema);
		Consumer<IndexDefinition> fit = written(definition, name, table, schema).andThen(copies::requireHolds);
		TableSettingsMapper settings = new TableSettingsMapper(name, table);
		settings.define(definition);
		for (IndexDefinition index : new IndexMapper(name, table, settings, keys).indexes()) {
			fit.accept(index);
			definition.index(index);
		}
		Map<String, String> hidden = WriteTokenMapper.hidden(table);
		copies.attributes().forEach((attribute) -> hidden.put(attribute, "guarded-copies"));
		keys.define(definition, hidden);
		WriteTokenMapper tokens = new WriteTokenMapper(name, schema);
		tokens.keep(table, definition);
		new UniqueMapper(name, table, schema).define(definition);
		access(definition, name, table);
		return tokens.checked(new TenantMapper(name, table, this.resolvers).define(definition));
	}

	/** How the items of the table are reached, and as what. */
	private static void access(TableDefinitionBuilder definition, String name, DaplugProperties.Table table) {
		if (table.itemType() != null) {
			definition.itemType(table.itemType());
		}
		new ReadRulesMapper(name, table.reads()).define(definition);
		new CacheMapper(name, table.cache()).define(definition);
		definition.storedAs(table.storedAs());
	}

	private static void requireHashKey(String name, DaplugProperties.Table table) {
		if (table.hashKey() != null && table.hashKey().from() != null && !table.hashKey().isSet()) {
			throw new DaplugConfigurationException(PropertyPath.ofTable(name, "hash-key.attribute"), "must be set",
					"Set '%s' to the attribute that holds the hash key."
						.formatted(PropertyPath.ofTable(name, "hash-key.attribute")));
		}
		requireHashKey(name, table.hashAttribute());
	}

	/** What Daplug writes by itself; answers with what holds it against an index. */
	private static Consumer<IndexDefinition> written(TableDefinitionBuilder definition, String name,
			DaplugProperties.Table table, @Nullable ItemSchema schema) {
		TimesMapper times = new TimesMapper(name, table, schema);
		times.define(definition);
		GeneratedIdMapper ids = new GeneratedIdMapper(name, table, schema);
		ids.define(definition);
		SchemaVersionMapper version = new SchemaVersionMapper(name, table.schemaVersion(), schema,
				WriteTokenMapper.used(table));
		version.define(definition);
		Consumer<IndexDefinition> fit = (index) -> {
			version.requireHolds(index);
			times.requireFit(index);
			ids.requireFit(index);
		};
		DaplugProperties.Idempotence guard = table.idempotence();
		if (guard == null || IdempotenceMapper.keepsTokensOnly(guard)) {
			return fit;
		}
		IdempotenceMapper idempotence = new IdempotenceMapper(name, guard, schema);
		definition.idempotence(idempotence.definition(table));
		return fit.andThen(idempotence::requireFit);
	}

	private void hashKey(TableDefinitionBuilder definition, String name, DaplugProperties.Table table,
			ComputedKeyMapper keys) {
		KeyProperties key = Objects.requireNonNull(table.hashKey());
		String attribute = requireHashKey(name, key.attribute());
		String property = PropertyPath.ofTable(name, "hash-key");
		ScalarAttributeType type = keys.type(property, attribute, key.from(), table.hashKeyType());
		if (table.hashPrefix() != null) {
			ComputedKeyMapper.requireNoPrefix(property, key.from(), table.hashPrefix());
			type = prefixed(PropertyPath.ofTable(name, "hash-prefix"), attribute, type, schema(name, table.schema()));
			definition.hashPrefix(table.hashPrefix());
		}
		if (type != null) {
			definition.hashKey(attribute, type);
		}
		else {
			definition.hashKey(attribute);
		}
	}

	private void rangeKey(TableDefinitionBuilder definition, String name, DaplugProperties.Table table,
			ComputedKeyMapper keys) {
		String attribute = table.rangeAttribute();
		String property = PropertyPath.ofTable(name, "range-key");
		KeyProperties key = table.rangeKey();
		if (key == null || !StringUtils.hasText(attribute)) {
			if (key != null && key.from() != null) {
				throw new DaplugConfigurationException(property + ".attribute", "must be set",
						"Set '%s.attribute' to the attribute that holds the range key.".formatted(property));
			}
			if (table.rangePrefix() != null) {
				throw new DaplugConfigurationException(PropertyPath.ofTable(name, "range-prefix"), "needs a range key",
						"Set '%s', or remove the prefix.".formatted(property));
			}
			return;
		}
		requireOtherThanHashKey(name, attribute, table.hashAttribute());
		ScalarAttributeType type = keys.type(property, attribute, key.from(), table.rangeKeyType());
		if (table.rangePrefix() != null) {
			ComputedKeyMapper.requireNoPrefix(property, key.from(), table.rangePrefix());
			type = prefixed(PropertyPath.ofTable(name, "range-prefix"), attribute, type, schema(name, table.schema()));
			definition.rangePrefix(table.rangePrefix());
		}
		if (type != null) {
			definition.rangeKey(attribute, type);
		}
		else {
			definition.rangeKey(attribute);
		}
	}

	private static String requireHashKey(String name, @Nullable String hashKey) {
		if (!StringUtils.hasText(hashKey)) {
			throw new DaplugConfigurationException(PropertyPath.ofTable(name, "hash-key"), "must be set",
					"Set '%s' to the attribute that holds the hash key of the table."
						.formatted(PropertyPath.ofTable(name, "hash-key")));
		}
		return hashKey;
	}

	private static void requireOtherThanHashKey(String name, String rangeKey, @Nullable String hashKey) {
		if (rangeKey.equals(hashKey)) {
			throw new DaplugConfigurationException(PropertyPath.ofTable(name, "range-key"),
					"'%s' is the hash key already".formatted(rangeKey),
					"Set '%s' to another attribute, or remove it if the table has no range key."
						.formatted(PropertyPath.ofTable(name, "range-key")));
		}
	}

	private @Nullable ItemSchema schema(String table, @Nullable String schema) {
		if (!StringUtils.hasText(schema)) {
			return null;
		}
		if (!this.schemas.contains(schema)) {
			String action = this.schemas.names().isEmpty()
					? "Set 'daplug.schema' to the file that describes '%s'.".formatted(schema)
					: "Set '%s' to one of %s.".formatted(PropertyPath.ofTable(table, "schema"), this.schemas.names());
			throw new DaplugConfigurationException(PropertyPath.ofTable(table, "schema"),
					"there is no schema '%s'%s".formatted(schema, NearestName.question(schema, this.schemas.names())),
					action);
		}
		return this.schemas.get(schema);
	}

	/** Only text can carry a prefix, so a key that has one and may be text is text. */
	private static @Nullable ScalarAttributeType prefixed(String prefix, String attribute,
			@Nullable ScalarAttributeType type, @Nullable ItemSchema schema) {
		Set<ScalarAttributeType> types = (type != null) ? Set.of(type)
				: (schema != null) ? schema.propertyTypes(attribute).orElse(Set.of()) : Set.of();
		if (!types.isEmpty() && !types.contains(ScalarAttributeType.S)) {
			throw new DaplugConfigurationException(prefix,
					"'%s' is no text but %s, and only text can carry a prefix".formatted(attribute, words(types)),
					"Remove '%s', or make '%s' text in the schema.".formatted(prefix, attribute));
		}
		return types.isEmpty() ? type : ScalarAttributeType.S;
	}

	/** What the property says, else what the schema says; they may not contradict. */
	static @Nullable ScalarAttributeType type(String property, String attribute,
			DaplugProperties.@Nullable KeyType keyType, @Nullable ItemSchema schema) {
		ScalarAttributeType declared = (keyType != null) ? keyType.attributeType() : null;
		if (schema == null) {
			return declared;
		}
		SchemaCheck.requireProperty(property, attribute, schema);
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

	static String words(Collection<ScalarAttributeType> types) {
		return String.join(" or ", types.stream().map(TableDefinitionMapper::word).toList());
	}

	static String word(ScalarAttributeType type) {
		return switch (type) {
			case S -> "text";
			case N -> "a number";
			case B -> "binary";
			default -> type.toString();
		};
	}

}
