package io.daplug.mirror;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.table.TableDefinition;
import io.daplug.item.ItemKey;
import io.daplug.table.TableKeys;
import io.daplug.table.TenantKeys;
import org.jspecify.annotations.Nullable;
import io.daplug.template.DaplugOperations;
import io.daplug.template.model.ReadOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sees late changes as what they mean now: from the item as it was before the change to
 * the item as it is in the source, whatever happened in between. What it was before may
 * still have a copy under another key, and is not forgotten.
 */
final class LateChanges {

	private final DaplugOperations operations;

	private final TableDefinition table;

	private final ItemConverter converter;

	private final TableKeys keys;

	/** Null where no tenants share the table. */
	private final @Nullable TenantKeys tenants;

	private final ReadOptions asStored;

	LateChanges(DaplugOperations operations, TableDefinition table, ItemConverter converter) {
		this.operations = operations;
		this.table = table;
		this.converter = converter;
		this.keys = new TableKeys(table, converter);
		this.tenants = TenantKeys.of(table);
		this.asStored = ReadOptions.of((options) -> {
			options.consistentRead(true);
			table.keyAttributes().forEach((attribute) -> options.prefix(attribute, ""));
		});
	}

	/** The item as it is in the source; empty if it is not there. */
	Optional<Map<String, AttributeValue>> current(ItemIdentity item) {
		return this.operations.get(key(item), this.asStored).map(this.converter::toAttributes);
	}

	/** The tenant is that of the call, so the key is given without it. */
	private ItemKey key(ItemIdentity item) {
		if (this.tenants == null || item.tenant() == null) {
			return item.storedKey();
		}
		Map<String, AttributeValue> stored = this.keys.given(item.storedKey());
		return ItemKey.of(this.tenants.prefixer(item.tenant()).outer().strip(stored));
	}

	/** A late change as it is seen now. */
	<T> ItemChange<T> seen(ItemChange<T> late, Optional<Map<String, AttributeValue>> current) {
		if (current.isEmpty()) {
			return removed(late);
		}
		ItemImage<T> now = ItemImage.of(new Item<>(this.table.prefixer().strip(new LinkedHashMap<>(current.get())),
				type(late), this.converter));
		return (late instanceof ItemInserted<T>) ? new ItemInserted<>(late.identity(), late.key(), now, late.origin())
				: new ItemModified<>(late.identity(), late.key(), late.oldImage(), now, late.origin());
	}

	private static <T> ItemRemoved<T> removed(ItemChange<T> late) {
		if (late instanceof ItemRemoved<T> removal) {
			return removal;
		}
		ItemImage<T> last = late.oldImage().isKnown() ? late.oldImage() : late.newImage();
		return new ItemRemoved<>(late.identity(), late.key(), last, late.origin());
	}

	@SuppressWarnings("unchecked")
	private static <T> ItemType<T> type(ItemChange<T> late) {
		return late.newImage()
			.known()
			.or(() -> late.oldImage().known())
			.map(Item::type)
			.orElse((ItemType<T>) ItemType.MAP);
	}

}
