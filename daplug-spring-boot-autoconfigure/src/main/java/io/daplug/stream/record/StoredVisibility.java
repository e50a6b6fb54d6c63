package io.daplug.stream.record;

import java.util.Set;

import io.daplug.guard.ItemVisibility;
import io.daplug.guard.Tombstones;
import io.daplug.guard.WriteToken;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;

/**
 * What a table itself hides of what it stores, whatever the time.
 */
final class StoredVisibility {

	private StoredVisibility() {
	}

	static ItemVisibility of(TableDefinition table, TableKeys keys) {
		ItemVisibility claims = keys.reserved().any()
				? ItemVisibility.hiding(Set.of(table.hashKey()), keys.reserved()::contains) : ItemVisibility.ALL;
		return claims.and(WriteToken.in(table.writeToken(), table.formerWriteToken()).visibility())
			.and(table.guardedCopies() ? tombstones(table) : ItemVisibility.ALL);
	}

	private static Tombstones tombstones(TableDefinition table) {
		String range = table.rangeKey();
		return new Tombstones((range != null) ? Set.of(table.hashKey(), range) : Set.of(table.hashKey()),
				table.tombstoneExpiry());
	}

}
