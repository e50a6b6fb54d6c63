package io.daplug.singletable;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * A type of items that share a table, and how their keys are composed. For types that you
 * own, {@link ItemType} says the same in an annotation. Immutable.
 */
public final class ItemTypeDefinition {

	private final Class<?> type;

	private final String name;

	private final @Nullable String table;

	private final KeyDefinition hashKey;

	private final KeyDefinition rangeKey;

	private final @Nullable String schema;

	private final Map<String, IndexKeyDefinition> indexes;

	private final @Nullable String typeAttribute;

	private ItemTypeDefinition(Builder builder) {
		this.type = builder.type;
		this.name = (builder.name != null) ? builder.name : builder.type.getSimpleName();
		this.table = builder.table;
		this.hashKey = builder.hashKey;
		this.rangeKey = builder.rangeKey;
		this.schema = builder.schema;
		this.indexes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.indexes));
		this.typeAttribute = builder.typeAttribute;
	}

	/**
	 * Reads the annotation of a type.
	 * @param type a record or class with {@link ItemType}
	 * @return the definition
	 * @throws SingleTableDefinitionException if the annotation is missing
	 */
	public static ItemTypeDefinition of(Class<?> type) {
		Assert.notNull(type, "'type' must not be null");
		ItemType annotation = AnnotatedElementUtils.getMergedAnnotation(type, ItemType.class);
		if (annotation == null) {
			throw new SingleTableDefinitionException(type, null, "%s has no @ItemType".formatted(type.getName()),
					"Put the annotation on it, or define it in code or in the configuration");
		}
		return of(type, (builder) -> builder.read(annotation));
	}

	/**
	 * Defines a type.
	 * @param type a record or class
	 * @param customizer says how its keys are composed
	 * @return the definition
	 */
	public static ItemTypeDefinition of(Class<?> type, Consumer<Builder> customizer) {
		Builder builder = new Builder(type);
		customizer.accept(builder);
		return new ItemTypeDefinition(builder);
	}

	/**
	 * Returns the Java type of the items.
	 * @return the type
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Returns the name of the type.
	 * @return the name, of which prefixes are generated
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the logical name of the table.
	 * @return the name; null if none is named
	 */
	public @Nullable String table() {
		return this.table;
	}

	/**
	 * Returns how the hash key is composed.
	 * @return the key
	 */
	public KeyDefinition hashKey() {
		return this.hashKey;
	}

	/**
	 * Returns how the range key is composed.
	 * @return the key
	 */
	public KeyDefinition rangeKey() {
		return this.rangeKey;
	}

	/**
	 * Returns the schema of the items.
	 * @return the schema's name; null for that of the table
	 */
	public @Nullable String schema() {
		return this.schema;
	}

	/**
	 * Returns how keys of indexes are composed.
	 * @return the keys by the names of the indexes
	 */
	public Map<String, IndexKeyDefinition> indexes() {
		return this.indexes;
	}

	/**
	 * Returns the attribute that holds the name of the type.
	 * @return the attribute's name; null for that of the table
	 */
	public @Nullable String typeAttribute() {
		return this.typeAttribute;
	}

	@Override
	public String toString() {
		return "ItemTypeDefinition[%s, %s]".formatted(this.name, this.type.getName());
	}

	/**
	 * Collects what defines a type.
	 */
	public static final class Builder {

		private final Class<?> type;

		private @Nullable String name;

		private @Nullable String table;

		private KeyDefinition hashKey = KeyDefinition.DEFAULT;

		private KeyDefinition rangeKey = KeyDefinition.DEFAULT;

		private @Nullable String schema;

		private final Map<String, IndexKeyDefinition> indexes = new LinkedHashMap<>();

		private @Nullable String typeAttribute;

		private Builder(Class<?> type) {
			Assert.notNull(type, "'type' must not be null");
			this.type = type;
		}

		private void read(ItemType annotation) {
			this.name = given(annotation.name());
			this.table = given(annotation.table());
			this.hashKey = KeyDefinition.of(annotation.hashKey());
			this.rangeKey = KeyDefinition.of(annotation.rangeKey());
			this.schema = given(annotation.schema());
			this.typeAttribute = given(annotation.typeAttribute());
			Arrays.stream(annotation.indexes()).map(IndexKeyDefinition::of).forEach(this::index);
		}

		private static @Nullable String given(String text) {
			return StringUtils.hasText(text) ? text : null;
		}

		/**
		 * Sets the name of the type; the simple name of the class by default.
		 * @param name the name, of which prefixes are generated
		 * @return this builder
		 */
		public Builder name(String name) {
			Assert.hasText(name, "'name' of a type must not be empty");
			this.name = name;
			return this;
		}

		/**
		 * Sets the table; where there is one of this kind, it need not be named.
		 * @param table the logical name of the table
		 * @return this builder
		 */
		public Builder table(String table) {
			Assert.hasText(table, "'table' of a type must not be empty");
			this.table = table;
			return this;
		}

		/**
		 * Sets how the hash key is composed; by default of the first attribute.
		 * @param customizer says how
		 * @return this builder
		 */
		public Builder hashKey(Consumer<KeyDefinition.Builder> customizer) {
			this.hashKey = KeyDefinition.of(customizer);
			return this;
		}

		/**
		 * Sets how the range key is composed; by default it is the same in all items.
		 * @param customizer says how
		 * @return this builder
		 */
		public Builder rangeKey(Consumer<KeyDefinition.Builder> customizer) {
			this.rangeKey = KeyDefinition.of(customizer);
			return this;
		}

		/**
		 * Sets the schema of the items; that of the table by default.
		 * @param schema the schema's name
		 * @return this builder
		 */
		public Builder schema(String schema) {
			this.schema = schema;
			return this;
		}

		/**
		 * Sets how the keys of an index are composed.
		 * @param index the keys
		 * @return this builder
		 */
		public Builder index(IndexKeyDefinition index) {
			IndexKeyDefinition other = this.indexes.putIfAbsent(index.name(), index);
			if (other != null) {
				throw new SingleTableDefinitionException(this.type, null,
						"%s says twice how its keys of index '%s' are composed".formatted(this.type.getName(),
								index.name()),
						"Leave one of them out");
			}
			return this;
		}

		/**
		 * Sets the attribute that is written with each item and holds the name of the
		 * type; that of the table by default.
		 * @param typeAttribute the attribute's name
		 * @return this builder
		 */
		public Builder typeAttribute(String typeAttribute) {
			this.typeAttribute = typeAttribute;
			return this;
		}

	}

}
