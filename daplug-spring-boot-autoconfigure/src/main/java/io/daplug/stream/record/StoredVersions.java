package io.daplug.stream.record;

import io.daplug.guard.ItemVersions;
import io.daplug.guard.Upcasting;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TableUpcastLimits;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a table's items, for those who handle changes of them. Internal.
 */
public final class StoredVersions {

	private StoredVersions() {
	}

	/**
	 * Returns the versions of a table.
	 * @param table the table
	 * @param converter converts its items
	 * @param upcasters make items of earlier versions items of the current one
	 * @return the versions; null if the table's items have none
	 * @throws io.daplug.version.MissingUpcasterException if nothing makes items of an
	 * earlier version items of the next one
	 */
	public static @Nullable ItemVersions of(TableDefinition table, ItemConverter converter, SchemaUpcasters upcasters) {
		SchemaVersionDefinition definition = table.schemaVersion();
		if (definition == null) {
			return null;
		}
		return new ItemVersions(definition, new Upcasting(table.name(), upcasters.of(table.name(), definition),
				converter, TableUpcastLimits.of(table), new TableKeys(table, converter)::shown), (item) -> false);
	}

}
