package io.daplug.singletable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.daplug.item.ItemConverter;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * A table that keeps items of many types, and how the keys of each are composed.
 * Immutable; making one does all the checks, and nothing is sent.
 */
public final class SingleTableDefinition {

	private final TableDefinition table;

	private final Map<Class<?>, SingleTableType> types;

	private final Map<Class<?>, ItemShape> shapes = new HashMap<>();

	private final List<KeyPrefix> prefixes;

	private final StoredTypes storedTypes;

	private final ItemConverter converter;

	private SingleTableDefinition(Builder builder) {
		TypeResolver resolver = new TypeResolver(builder.table, builder.typeAttribute, builder.converter,
				builder.constraints);
		Map<SharedType, List<PlannedKey>> keys = resolver.plan(builder.types.values());
		keys.keySet().forEach((type) -> this.shapes.put(type.type(), type.shape()));
		this.prefixes = resolver.prefixes(keys, builder.held);
		Map<Class<?>, SingleTableType> types = new LinkedHashMap<>();
		resolver.resolve(keys, this.prefixes).forEach((type) -> types.put(type.type(), type));
		this.types = types;
		this.storedTypes = new StoredTypes(this.types.values());
		this.table = TableDefinitionBuilder.like(builder.table).itemTypes(this.storedTypes).build();
		this.converter = builder.converter;
	}

	/**
	 * Defines the types of a table.
	 * @param table the table, with keys that have no prefixes
	 * @param customizer names the types
	 * @return the definition
	 * @throws SingleTableDefinitionException if the types cannot be kept as they are
	 * defined
	 */
	public static SingleTableDefinition of(TableDefinition table, Consumer<Builder> customizer) {
		Builder builder = new Builder(table);
		customizer.accept(builder);
		return new SingleTableDefinition(builder);
	}

	/**
	 * Returns the table, as it is without any type. It tells the type of an item by its
	 * stored key.
	 * @return the table
	 */
	public TableDefinition table() {
		return this.table;
	}

	/**
	 * Returns the types, in the order of their definition.
	 * @return the types
	 */
	public List<SingleTableType> types() {
		return List.copyOf(this.types.values());
	}

	/**
	 * Returns a type.
	 * @param type the Java type
	 * @return the type of the table
	 * @throws SingleTableDefinitionException if the table keeps no such items
	 */
	public SingleTableType type(Class<?> type) {
		Assert.notNull(type, "'type' must not be null");
		SingleTableType found = this.types.get(type);
		if (found == null) {
			throw unknown(type);
		}
		return found;
	}

	private SingleTableDefinitionException unknown(Class<?> type) {
		Optional<Class<?>> same = this.types.keySet()
			.stream()
			.filter((other) -> other.getName().equals(type.getName()))
			.findFirst();
		if (same.isPresent()) {
			return new SingleTableDefinitionException(type, null,
					"%s is no type of table '%s', whose type of that name is of another class loader: %s, not %s"
						.formatted(type.getName(), this.table.name(), same.get().getClassLoader(),
								type.getClassLoader()),
					"Let one class loader load it, such as by having DevTools restart the jar it is in");
		}
		List<String> names = this.types.values().stream().map(SingleTableType::name).toList();
		return new SingleTableDefinitionException(type, null,
				"%s is no type of table '%s'%s".formatted(type.getName(), this.table.name(),
						NearestName.question(type.getSimpleName(), names)),
				"Ask for one of %s, or add the type to the table".formatted(names));
	}

	/**
	 * Returns the prefixes that are generated for the types, and those that would be if
	 * they were not switched off.
	 * @return the prefixes, in the order of their types and attributes
	 */
	public List<KeyPrefix> prefixes() {
		return this.prefixes;
	}

	/** Those types whose items can be in an index, by their names. */
	List<SingleTableType> typesOf(IndexDefinition index) {
		return typesByName().stream()
			.filter((type) -> index.keys().stream().allMatch((key) -> mayHave(type, key.name())))
			.toList();
	}

	private boolean mayHave(SingleTableType type, String attribute) {
		ItemShape shape = Objects.requireNonNull(this.shapes.get(type.type()));
		return this.table.isKey(attribute) || type.table().computedKeys().containsKey(attribute) || shape.open()
				|| shape.attribute(attribute).isPresent();
	}

	/** The types in an order that does not depend on that of their definition. */
	List<SingleTableType> typesByName() {
		return this.types.values()
			.stream()
			.sorted(Comparator.comparing(SingleTableType::name).thenComparing((type) -> type.type().getName()))
			.toList();
	}

	StoredTypes storedTypes() {
		return this.storedTypes;
	}

	ItemConverter converter() {
		return this.converter;
	}

	@Override
	public String toString() {
		return "SingleTableDefinition[%s, %s]".formatted(this.table.name(),
				this.types.values().stream().map(SingleTableType::name).toList());
	}

	/**
	 * Collects the types of a table.
	 */
	public static final class Builder {

		private final TableDefinition table;

		private final Map<Class<?>, ItemTypeDefinition> types = new LinkedHashMap<>();

		private final List<KeyPrefix> held = new ArrayList<>();

		private @Nullable String typeAttribute;

		private @Nullable ItemConstraints constraints;

		private ItemConverter converter = new ItemConverter(JsonMapper.shared());

		private Builder(TableDefinition table) {
			Assert.notNull(table, "'table' must not be null");
			this.table = table;
		}

		/**
		 * Adds types that have {@link ItemType}.
		 * @param types the types
		 * @return this builder
		 */
		public Builder types(Class<?>... types) {
			for (Class<?> type : types) {
				type(ItemTypeDefinition.of(type));
			}
			return this;
		}

		/**
		 * Adds a type.
		 * @param type the type
		 * @return this builder
		 * @throws SingleTableDefinitionException if its class was added already
		 */
		public Builder type(ItemTypeDefinition type) {
			Assert.notNull(type, "'type' must not be null");
			if (this.types.putIfAbsent(type.type(), type) != null) {
				throw new SingleTableDefinitionException(type.type(), null,
						"%s is defined twice as a type of table '%s'".formatted(type.type().getName(),
								this.table.name()),
						"Leave one definition out");
			}
			return this;
		}

		/**
		 * Holds prefixes that are in use already, such as those of the report that was
		 * checked in.
		 * @param prefixes the prefixes
		 * @return this builder
		 */
		public Builder held(Collection<KeyPrefix> prefixes) {
			this.held.addAll(prefixes);
			return this;
		}

		/**
		 * Sets the attribute that is written with each item and holds the name of its
		 * type. None by default.
		 * @param typeAttribute the attribute's name
		 * @return this builder
		 */
		public Builder typeAttribute(String typeAttribute) {
			this.typeAttribute = typeAttribute;
			return this;
		}

		/**
		 * Sets what converts the items, which knows the names of their attributes. By
		 * default it is Jackson as it comes.
		 * @param converter the converter
		 * @return this builder
		 */
		public Builder converter(ItemConverter converter) {
			this.converter = converter;
			return this;
		}

		/**
		 * Sets what constrains items beside their schemas, such as
		 * {@link JakartaConstraints}. Each whole item is held against them before it is
		 * written, and what an update makes of an item; a change of parts is not. None by
		 * default.
		 * @param constraints the constraints
		 * @return this builder
		 */
		public Builder constraints(ItemConstraints constraints) {
			this.constraints = constraints;
			return this;
		}

	}

}
