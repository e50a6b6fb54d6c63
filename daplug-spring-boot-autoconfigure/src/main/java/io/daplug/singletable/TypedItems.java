package io.daplug.singletable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.daplug.item.ItemType;
import io.daplug.table.UnreadableItemException;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.StoredItems;
import io.daplug.template.model.QueryOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stored items of a table, each read as the type that it has.
 */
final class TypedItems {

	private final SingleTableDefinition definition;

	private final StoredItems stored;

	private final Map<Class<?>, StoredItems> readers = new HashMap<>();

	private final Map<Class<?>, CollectionPlan> plans = new ConcurrentHashMap<>();

	TypedItems(SingleTableDefinition definition, DaplugTemplate table, Map<Class<?>, DaplugTemplate> types) {
		this.definition = definition;
		this.stored = StoredItems.of(table);
		types.forEach((type, template) -> this.readers.put(type, StoredItems.of(template)));
	}

	/** One request after the other, as the stream is consumed. */
	Stream<TypedItem> query(QueryOptions query) {
		return this.stored.query(query).map((item) -> new TypedItem(item, this.definition.storedTypes().find(item)));
	}

	/** An item as the type that it has; as a map if it has none. */
	Object read(TypedItem item) {
		SingleTableType type = item.type();
		return (type != null) ? read(item.attributes(), type.type()) : unknown(item);
	}

	private Object read(Map<String, AttributeValue> item, Class<?> type) {
		StoredItems reader = Objects.requireNonNull(this.readers.get(type));
		return UnreadableItemException.<Object>read(reader.table(), () -> this.stored.key(item), item,
				(attributes) -> reader.read(attributes, ItemType.of(type)));
	}

	/** An item as it is stored, as nobody knows what else it could be. */
	Map<String, Object> unknown(TypedItem item) {
		return this.stored.read(item.attributes(), ItemType.MAP);
	}

	/** How a record wants its items. */
	CollectionPlan plan(Class<?> type) {
		return this.plans.computeIfAbsent(type, (wanted) -> CollectionPlan.of(wanted, this));
	}

	/** The types that can be read as another one. */
	List<Class<?>> types(Class<?> supertype) {
		return this.definition.types()
			.stream()
			.<Class<?>>map(SingleTableType::type)
			.filter(supertype::isAssignableFrom)
			.toList();
	}

	/** Refuses what none of the types is. */
	void require(Class<?> supertype) {
		if (types(supertype).isEmpty()) {
			this.definition.type(supertype);
		}
	}

	/**
	 * A stored item.
	 *
	 * @param attributes the item
	 * @param type its type; null if it has none of the table's
	 */
	record TypedItem(Map<String, AttributeValue> attributes, @Nullable SingleTableType type) {

		boolean is(Class<?> supertype) {
			return this.type != null && supertype.isAssignableFrom(this.type.type());
		}

	}

}
