package io.daplug.template.context;

import io.daplug.guard.ItemVisibility;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableKeys;

/**
 * How the items of one table are converted, shaped and guarded.
 *
 * @param converter between Java values and attributes
 * @param keys the table's keys
 * @param schemas what items can be shaped by
 * @param guard what writes demand of stored items
 * @param visibility which stored items readers see
 */
public record ItemRules(ItemConverter converter, TableKeys keys, SchemaRegistry schemas, WriteGuard guard,
		ItemVisibility visibility) {

}
