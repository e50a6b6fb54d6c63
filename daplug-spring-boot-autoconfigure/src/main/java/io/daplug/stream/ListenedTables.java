package io.daplug.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.table.ItemTypes;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TableRegistry;
import io.daplug.version.SchemaUpcasters;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * The tables that listeners may name, and the form that their keys are stored in.
 *
 * @param registry the tables
 * @param converter converts the values of keys, as that of the tables' templates does
 * @param upcasters make items of earlier versions, in changes that were parked, items of
 * the current one
 */
public record ListenedTables(TableRegistry registry, ItemConverter converter, SchemaUpcasters upcasters) {

	/**
	 * Creates the tables.
	 * @param registry the tables
	 * @param converter converts the values of keys
	 * @param upcasters make items of earlier versions items of the current one
	 */
	public ListenedTables {
		Assert.notNull(registry, "'registry' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
		Assert.notNull(upcasters, "'upcasters' must not be null");
	}

	/**
	 * Creates tables without versions of their schemas, or in their first one.
	 * @param registry the tables
	 * @param converter converts the values of keys
	 */
	public ListenedTables(TableRegistry registry, ItemConverter converter) {
		this(registry, converter, SchemaUpcasters.none());
	}

	/**
	 * Returns a key by position, with its values as they are stored. No item has a key
	 * that does not fit its table.
	 */
	Optional<ItemKey> normalised(String table, ItemKey key) {
		try {
			return this.registry.find(table)
				.map((definition) -> new TableKeys(definition, this.converter))
				.map((keys) -> keys.of(keys.attributes(key)));
		}
		catch (InvalidKeyException | InvalidItemException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Returns the type that an item is read as, for those who name no other.
	 * @param item what tells the item from all others
	 * @param attributes the attributes of the item; empty if they are not known
	 * @return the type that its key says; else the table's item type; else that of maps,
	 * also if the table is not known any more
	 */
	public ItemType<?> itemType(ItemIdentity item, Map<String, AttributeValue> attributes) {
		return this.registry.find(item.table())
			.<ItemType<?>>map((table) -> ItemTypes.announced(table, key(table, item), attributes))
			.orElse(ItemType.MAP);
	}

	/**
	 * Says whether the item of a change is of a type, or of one that extends or
	 * implements it. The item's key decides.
	 * @param change the change
	 * @param itemType the type
	 * @return whether it is; false in a table that does not tell types apart
	 */
	public boolean isOf(ItemChange<?> change, Class<?> itemType) {
		Class<?> type = type(change);
		return type != null && itemType.isAssignableFrom(type);
	}

	/**
	 * Says whether a table has items of a type, or of one that extends or implements it.
	 * @param table the logical name of the table
	 * @param itemType the type
	 * @return whether it has; false if it does not tell types apart
	 */
	public boolean hasItemsOf(String table, Class<?> itemType) {
		return this.registry.find(table)
			.stream()
			.flatMap((definition) -> definition.itemTypes().all().stream())
			.anyMatch(itemType::isAssignableFrom);
	}

	/** Refuses a listener that is limited to items which a table of it does not have. */
	void requireItemType(ListenerDefinition listener) {
		Class<?> itemType = listener.itemType();
		if (itemType == null) {
			return;
		}
		for (String table : listener.tables()) {
			List<String> types = this.registry.require(table)
				.itemTypes()
				.all()
				.stream()
				.map(Class::getSimpleName)
				.sorted()
				.toList();
			if (types.isEmpty()) {
				throw new InvalidListenerException(listener.id(),
						"is limited to items of type '%s', but the items of table '%s' are not told apart by types"
							.formatted(itemType.getSimpleName(), table),
						"Remove 'itemType', or declare the types of the table below 'daplug.single-tables.%s'."
							.formatted(table));
			}
			if (!hasItemsOf(table, itemType)) {
				throw new InvalidListenerException(listener.id(),
						"is limited to items of type '%s', which table '%s' does not have".formatted(itemType.getName(),
								table),
						"Set 'itemType' to one of %s, or to a type that some of them share.".formatted(types));
			}
		}
	}

	/**
	 * Returns a change as the streams of its table show it: where the table tells types
	 * apart, its items are of the type that their key says, whatever they were written
	 * as.
	 */
	ItemChange<?> typed(ItemChange<?> change) {
		Class<?> type = type(change);
		return (type == null || change.lastImage().known().filter((last) -> last.type().rawClass() != type).isEmpty())
				? change : change.as(ItemType.of(type), this.converter);
	}

	private @Nullable Class<?> type(ItemChange<?> change) {
		TableDefinition table = this.registry.find(change.table()).orElse(null);
		if (table == null || table.itemTypes() == ItemTypes.NONE) {
			return null;
		}
		Map<String, AttributeValue> item = change.lastImage().known().map(Item::attributes).orElse(Map.of());
		return table.itemTypes().of(key(table, change.identity()), item);
	}

	private Map<String, AttributeValue> key(TableDefinition table, ItemIdentity item) {
		return (table.itemTypes() != ItemTypes.NONE) ? new TableKeys(table, this.converter).given(item.storedKey())
				: Map.of();
	}

}
