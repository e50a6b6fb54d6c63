package io.daplug.template.context;

import io.daplug.guard.ItemVisibility;
import io.daplug.guard.WriteGuard;
import io.daplug.id.ItemIdGenerator;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableKeys;

/**
 * How the items of one table are converted, shaped and guarded.
 *
 * @param converter between Java values and attributes
 * @param keys the table's keys
 * @param schemas what items can be shaped by
 * @param stored what is demanded and seen of stored items
 * @param ids makes the ids of inserted items
 */
public record ItemRules(ItemConverter converter, TableKeys keys, SchemaRegistry schemas, StoredRules stored,
		ItemIdGenerator ids) {

	public WriteGuard guard() {
		return this.stored.guard();
	}

	public ItemVisibility visibility() {
		return this.stored.visibility();
	}

}
