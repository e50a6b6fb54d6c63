package io.daplug.singletable;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.item.ItemConverter;
import io.daplug.key.KeyTemplate;
import io.daplug.table.ItemContract;
import io.daplug.table.ItemTypes;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * From types as they are defined to types of a table, with keys and prefixes.
 */
final class TypeResolver {

	private final TableDefinition table;

	private final @Nullable String typeAttribute;

	private final @Nullable ItemConstraints constraints;

	private final ShapeReader shapes;

	TypeResolver(TableDefinition table, @Nullable String typeAttribute, ItemConverter converter,
			@Nullable ItemConstraints constraints) {
		this.table = table;
		this.typeAttribute = typeAttribute;
		this.constraints = constraints;
		this.shapes = new ShapeReader(converter.mapper());
	}

	/** The keys that are composed for each type. */
	Map<SharedType, List<PlannedKey>> plan(Collection<ItemTypeDefinition> definitions) {
		TypeChecks.checkTable(this.table);
		KeyPlanner planner = new KeyPlanner(this.table);
		Map<SharedType, List<PlannedKey>> keys = new LinkedHashMap<>();
		for (ItemTypeDefinition definition : definitions) {
			SharedType type = new SharedType(definition, this.shapes.of(definition.type()), this.table.name());
			checkReadable(type);
			keys.put(type, planner.plan(type));
		}
		TypeChecks.checkNames(keys, this.typeAttribute);
		return keys;
	}

	private void checkReadable(SharedType type) {
		Class<?> declared = type.type();
		if (Modifier.isAbstract(declared.getModifiers()) && !this.shapes.tellsSubtypes(declared)) {
			throw type.failure(null, "it is abstract, and nothing tells of what class an item is",
					"Keep the classes that extend it, or have Jackson tell them by @JsonTypeInfo");
		}
	}

	/** The prefixes that are generated, or kept. */
	List<KeyPrefix> prefixes(Map<SharedType, List<PlannedKey>> keys, Collection<KeyPrefix> held) {
		List<String> given = keys.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((key) -> Stream.ofNullable(key.key().prefix()))
			.toList();
		return new PrefixGenerator(held, given).generate(keys);
	}

	/** The types with their keys. */
	List<SingleTableType> resolve(Map<SharedType, List<PlannedKey>> keys, List<KeyPrefix> prefixes) {
		KeyComposer composer = new KeyComposer(keys, prefixes);
		List<SingleTableType> types = keys.keySet().stream().map((type) -> resolve(type, composer)).toList();
		Set<SingleTableType> told = TypeChecks.checkKeys(types);
		List<SharedType> shared = List.copyOf(keys.keySet());
		return IntStream.range(0, types.size())
			.mapToObj((i) -> contracted(shared.get(i), types.get(i), told.contains(types.get(i))))
			.toList();
	}

	private SingleTableType contracted(SharedType type, SingleTableType resolved, boolean told) {
		ItemContract contract = new TypeContract(type, this.constraints, told ? resolved.typeAttribute() : null);
		return new SingleTableType(resolved.definition(),
				TableDefinitionBuilder.like(resolved.table()).itemContract(contract).build(), resolved.typeAttribute());
	}

	private SingleTableType resolve(SharedType type, KeyComposer composer) {
		ItemTypeDefinition definition = type.definition();
		String told = (definition.typeAttribute() != null) ? definition.typeAttribute() : this.typeAttribute;
		try {
			return new SingleTableType(definition, table(type, composer.compose(type), told), told);
		}
		catch (IllegalStateException ex) {
			throw type.failure(null, String.valueOf(ex.getMessage()), "Correct the type, or the table");
		}
	}

	private TableDefinition table(SharedType type, Map<String, KeyTemplate> keys, @Nullable String told) {
		ItemTypeDefinition definition = type.definition();
		TableDefinitionBuilder builder = TableDefinitionBuilder.like(this.table)
			.itemType(type.type())
			.itemTypes(ItemTypes.NONE);
		if (definition.schema() != null) {
			builder.schema(definition.schema());
		}
		if (!type.shape().open()) {
			this.table.generated()
				.keySet()
				.stream()
				.filter((attribute) -> type.shape().attribute(attribute).isEmpty())
				.forEach(builder::notGenerated);
		}
		keys.forEach((attribute, template) -> {
			if (!template.isCopy() || !template.attributes().contains(attribute)) {
				builder.computedKey(attribute, template);
			}
		});
		if (told != null) {
			checkTypeAttribute(type, told);
			builder.computedKey(told, KeyTemplate.constant(AttributeValue.fromS(type.name())));
		}
		return builder.build();
	}

	private void checkTypeAttribute(SharedType type, String attribute) {
		if (this.table.reservedAttributes().contains(attribute) || type.shape().attribute(attribute).isPresent()) {
			throw type.failure(attribute,
					"'%s' is to hold the name of the type, and is an attribute of its own".formatted(attribute),
					"Name another attribute");
		}
	}

}
