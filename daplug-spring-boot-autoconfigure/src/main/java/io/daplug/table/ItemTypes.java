package io.daplug.table;

import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says which type an item is of, where a table holds items of several types. The key as
 * it is stored decides, so that the type of an item never changes; where types share
 * their keys, an attribute that never changes decides as well. Nothing is sent. To be
 * used by several threads.
 */
public interface ItemTypes {

	/** Of a table that does not tell types apart. */
	ItemTypes NONE = new ItemTypes() {

		@Override
		public Set<Class<?>> all() {
			return Set.of();
		}

		@Override
		public @Nullable Class<?> of(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
			return null;
		}

		@Override
		public String toString() {
			return "ItemTypes.NONE";
		}

	};

	/**
	 * Returns the types that items of the table can have.
	 * @return the types; empty if the table does not tell types apart
	 */
	Set<Class<?>> all();

	/**
	 * Returns the type of an item.
	 * @param key the key attributes of the item as they are stored; others beside them do
	 * no harm
	 * @param item the attributes of the item; empty if they are not known
	 * @return the type; null if the item has none of the table's types, or if it cannot
	 * be told
	 */
	@Nullable Class<?> of(Map<String, AttributeValue> key, Map<String, AttributeValue> item);

	/**
	 * Returns the type that a stored item is read as, for those who name no other.
	 * @param table the table
	 * @param key the key attributes of the item as they are stored; others beside them do
	 * no harm
	 * @param item the attributes of the item; empty if they are not known
	 * @return the type that the key says; else the table's item type; else that of maps
	 */
	static ItemType<?> announced(TableDefinition table, Map<String, AttributeValue> key,
			Map<String, AttributeValue> item) {
		Class<?> told = table.itemTypes().of(key, item);
		Class<?> type = (told != null) ? told : table.itemType();
		return (type != null) ? ItemType.of(type) : ItemType.MAP;
	}

}
