package io.daplug.template.context;

import io.daplug.customize.ItemCustomizers;
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
 * @param contributions what the application contributes to items
 */
public record ItemRules(ItemConverter converter, TableKeys keys, SchemaRegistry schemas, StoredRules stored,
		Contributions contributions) {

	public ItemIdGenerator ids() {
		return this.contributions.ids();
	}

	public ItemCustomizers customizers() {
		return this.contributions.customizers();
	}

	public WriteGuard guard() {
		return this.stored.guard();
	}

	public ItemVisibility visibility() {
		return this.stored.visibility();
	}

}
