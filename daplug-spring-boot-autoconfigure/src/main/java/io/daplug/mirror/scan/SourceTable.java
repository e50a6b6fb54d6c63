package io.daplug.mirror.scan;

import java.time.Clock;
import java.util.Map;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.guard.CopySequence;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.table.ItemTypes;
import io.daplug.template.StoredItems;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The source of a mirror, whose stored items are shown to the mirror as changes.
 */
public final class SourceTable {

	/**
	 * The number of an item that was read: before every change of the stream that the
	 * table has now, and after all changes of the streams that it had before.
	 */
	private static final String FIRST = "0".repeat(40);

	private final StoredItems items;

	private final ItemConverter converter;

	private final Clock clock;

	private final String label;

	/**
	 * Creates a source.
	 * @param items its items
	 * @param label the label of its stream; empty where nobody asks for it
	 * @param converter converts items
	 * @param clock tells the time
	 */
	public SourceTable(StoredItems items, String label, ItemConverter converter, Clock clock) {
		this.label = label;
		this.items = items;
		this.converter = converter;
		this.clock = clock;
	}

	/** The place of an item that was read. */
	public CopySequence place() {
		return CopySequence.of(this.label, FIRST);
	}

	public StoredItems items() {
		return this.items;
	}

	/** An item that is stored, as if it were inserted. */
	public ItemChange<?> found(Map<String, AttributeValue> stored) {
		return found(stored, type(stored));
	}

	private <T> ItemChange<T> found(Map<String, AttributeValue> stored, ItemType<T> type) {
		Item<T> item = item(stored, type);
		return new ItemInserted<>(identity(stored), this.items.key(item.attributes()), ItemImage.of(item),
				origin(Operation.INSERT));
	}

	/** What became of an item that was found before. */
	public ItemChange<?> changed(Map<String, AttributeValue> before, @Nullable Map<String, AttributeValue> after) {
		return changed(before, after, type(before));
	}

	private <T> ItemChange<T> changed(Map<String, AttributeValue> before, @Nullable Map<String, AttributeValue> after,
			ItemType<T> type) {
		Item<T> old = item(before, type);
		if (after == null) {
			return new ItemRemoved<>(identity(before), this.items.key(old.attributes()), ItemImage.of(old),
					origin(Operation.DELETE));
		}
		return new ItemModified<>(identity(before), this.items.key(old.attributes()), ItemImage.of(old),
				ItemImage.of(item(after, type)), origin(Operation.UPDATE));
	}

	/** An item that is stored, and that cannot be known. Its key is as it is stored. */
	public ItemChange<?> unknown(Map<String, AttributeValue> stored) {
		return new ItemInserted<>(identity(stored), this.items.key(stored), ItemImage.unknown(),
				origin(Operation.INSERT));
	}

	private ItemType<?> type(Map<String, AttributeValue> stored) {
		return ItemTypes.announced(this.items.table(), stored, stored);
	}

	private <T> Item<T> item(Map<String, AttributeValue> stored, ItemType<T> type) {
		return new Item<>(this.items.known(stored), type, this.converter);
	}

	public ItemIdentity identity(Map<String, AttributeValue> stored) {
		return this.items.identity(stored);
	}

	private ChangeOrigin origin(Operation operation) {
		return new ChangeOrigin(operation, this.items.table().schema(), null, null,
				new ChangePosition(this.label, FIRST, this.clock.instant()));
	}

}
