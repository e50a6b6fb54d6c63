package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.TableDefinition;
import io.daplug.table.UnreadableItemException;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ReadingOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads whole items of a table that has one type of many: what cannot be read is named by
 * its key, and what a type demands must be there.
 */
public final class WholeReading {

	private final TableContext context;

	private final boolean applies;

	/**
	 * Creates a reading.
	 * @param context the table
	 * @param type what its items are read as
	 */
	public WholeReading(TableContext context, ItemType<?> type) {
		this.context = context;
		TableDefinition table = context.table();
		this.applies = !table.computedKeys().isEmpty() && type.type() == table.itemType();
	}

	/** Whether a read brings items with all their attributes. */
	public boolean isWhole(ReadingOptions options) {
		return this.applies && options.projection().isEmpty() && !options.projectsType()
				&& options.schema().orElse(null) == null
				&& (!(options instanceof SelectionOptions selection) || holdsAll(selection));
	}

	private boolean holdsAll(SelectionOptions selection) {
		IndexDefinition index = (selection.index() != null) ? this.context.table().indexes().get(selection.index())
				: null;
		return index == null || index.projection().equals(IndexProjection.ALL);
	}

	/** The same reading, which names items that it cannot read. */
	public <T> Function<Map<String, AttributeValue>, T> of(Function<Map<String, AttributeValue>, T> reading) {
		return (item) -> UnreadableItemException.read(this.context.table(), () -> key(item), item, reading);
	}

	/** What the key is composed of, as far as it is there. */
	private @Nullable ItemKey key(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> key = new LinkedHashMap<>(item);
		key.keySet().retainAll(this.context.keys().computed().components());
		return key.isEmpty() ? null : ItemKey.of(key);
	}

}
