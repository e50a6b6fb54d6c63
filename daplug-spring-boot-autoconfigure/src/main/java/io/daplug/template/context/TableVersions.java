package io.daplug.template.context;

import io.daplug.guard.ItemVersions;
import io.daplug.guard.Upcasting;
import io.daplug.item.ItemConverter;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TableUpcastLimits;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The versions of a table's items, for those who read and write them.
 */
public final class TableVersions {

	private TableVersions() {
	}

	/** The versions of a table; null if its items have none. */
	public static @Nullable ItemVersions of(TableDefinition table, TableKeys keys, ItemConverter converter,
			SchemaUpcasters upcasters) {
		SchemaVersionDefinition definition = table.schemaVersion();
		if (definition == null) {
			return null;
		}
		return new ItemVersions(definition, new Upcasting(table.name(), upcasters.of(table.name(), definition),
				converter, TableUpcastLimits.of(table), keys::shown), new OtherTypes(table)::contain);
	}

	/**
	 * Refuses an index that holds a part of an item without its version. One that holds
	 * keys alone needs none: keys are the same in all versions.
	 */
	public static void requireIndexes(TableDefinition table) {
		SchemaVersionDefinition version = table.schemaVersion();
		for (IndexDefinition index : table.indexes().values()) {
			Assert.state(
					version == null || index.projection().equals(IndexProjection.KEYS_ONLY)
							|| table.holds(index, version.attribute()),
					() -> "The projection of index '%s' of table '%s' leaves out '%s', which holds the version of an item; include it, or let the index hold all attributes"
						.formatted(index.name(), table.name(), (version != null) ? version.attribute() : ""));
		}
	}

}
