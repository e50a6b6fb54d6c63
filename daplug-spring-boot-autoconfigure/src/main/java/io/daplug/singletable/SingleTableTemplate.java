package io.daplug.singletable;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.model.QueryOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Works with one table that keeps items of many types. Safe for use by many threads and
 * usable without Spring Boot:
 * {@code SingleTableTemplate.of(definition, (table) -> DaplugTemplate.builder(client, table).build())}.
 */
public final class SingleTableTemplate implements SingleTableOperations {

	private final SingleTableDefinition definition;

	private final DaplugTemplate template;

	private final Map<Class<?>, ItemOperations<?>> items = new HashMap<>();

	private final TypedItems stored;

	private final CollectionKeys keys;

	private SingleTableTemplate(SingleTableDefinition definition, DaplugTemplate template,
			Map<Class<?>, DaplugTemplate> types) {
		this.definition = definition;
		this.template = template;
		types.forEach((type, typed) -> this.items.put(type, typed.as(type)));
		this.stored = new TypedItems(definition, template, types);
		this.keys = new CollectionKeys(definition, definition.converter());
	}

	/**
	 * Creates a template. Nothing is sent.
	 * @param definition the table and its types
	 * @param templates makes the template of the table as it is for one type, and as it
	 * is without any; all with the same client and converter
	 * @return the template
	 */
	public static SingleTableTemplate of(SingleTableDefinition definition,
			Function<TableDefinition, DaplugTemplate> templates) {
		Assert.notNull(definition, "'definition' must not be null");
		Assert.notNull(templates, "'templates' must not be null");
		Map<Class<?>, DaplugTemplate> types = new HashMap<>();
		definition.types().forEach((type) -> types.put(type.type(), templates.apply(type.table())));
		return new SingleTableTemplate(definition, templates.apply(definition.table()), types);
	}

	@Override
	public TableDefinition table() {
		return this.definition.table();
	}

	@Override
	public SingleTableDefinition definition() {
		return this.definition;
	}

	/**
	 * Returns the operations of the table as it is without any type: keys are given and
	 * read as they are stored.
	 * @return the template
	 */
	public DaplugTemplate template() {
		return this.template;
	}

	@Override
	@SuppressWarnings("unchecked") // Each class has the operations of that class.
	public <T> ItemOperations<T> items(Class<T> type) {
		this.definition.type(type);
		return (ItemOperations<T>) Objects.requireNonNull(this.items.get(type));
	}

	@Override
	public ItemCollection collection(Class<?> type, Object... hashValues) {
		return stored(this.keys.hashKey(this.definition.type(type), hashValues));
	}

	@Override
	public ItemCollection collection(Object... hashValues) {
		return stored(this.keys.hashKey(hashValues));
	}

	private ItemCollection stored(AttributeValue hashKey) {
		String value = (hashKey.s() != null) ? hashKey.s()
				: (hashKey.n() != null) ? hashKey.n() : HexFormat.of().formatHex(hashKey.b().asByteArrayUnsafe());
		String name = "The collection of '%s' in table '%s'".formatted(value, table().name());
		return new ItemCollection(this.stored, name, (query) -> query.hashKey(hashKey));
	}

	@Override
	public ItemCollection query(Consumer<QueryOptions.Builder> query) {
		Assert.notNull(query, "'query' must not be null");
		return new ItemCollection(this.stored, "A query of table '%s'".formatted(table().name()), query);
	}

	@Override
	public String toString() {
		return "SingleTableTemplate[%s]".formatted(table().name());
	}

}
