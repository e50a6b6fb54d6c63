package io.daplug.sample;

import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * A change as those who watch see it.
 *
 * @param kind what became of the item
 * @param table the table
 * @param key the item's key
 * @param operation the call that caused it
 * @param by what made it, if it was not a request
 * @param item the item as it is; null if it was removed
 */
record ChangeView(String kind, String table, String key, String operation, @Nullable String by,
		@Nullable Map<String, @Nullable Object> item) {

	static ChangeView of(ItemChange<?> change) {
		return new ChangeView(kind(change), change.table(), key(change.key()), change.origin().operation().name(),
				change.origin().name(), change.newImage().known().map(Item::toMap).orElse(null));
	}

	/** The hash key; items that share a table with others have keys by names. */
	private static String key(ItemKey key) {
		return String.valueOf(key.named() ? key.attributes().values().iterator().next() : key.hashValue());
	}

	private static String kind(ItemChange<?> change) {
		if (change instanceof ItemInserted<?>) {
			return "inserted";
		}
		return (change instanceof ItemModified<?>) ? "modified" : "removed";
	}

}
