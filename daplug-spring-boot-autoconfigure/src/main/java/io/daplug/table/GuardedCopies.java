package io.daplug.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.springframework.util.Assert;

/**
 * What a table must be like that guarded mirrors write.
 */
final class GuardedCopies {

	/** Where a table without time to live keeps when a tombstone expires. */
	static final String EXPIRES = "_expires";

	/** The attributes are the guard's, which names them for those who write. */
	static final List<String> OWN = List.of("_sequence", "_removed");

	private GuardedCopies() {
	}

	/** The attributes that mirrors write beside those of copies. */
	static List<String> attributes(TableDefinition table) {
		List<String> attributes = new ArrayList<>(OWN);
		if (table.timeToLive() == null) {
			attributes.add(EXPIRES);
		}
		return attributes;
	}

	/**
	 * Refuses a table of which an index would show tombstones. One that has another key
	 * than the table's holds none.
	 */
	static void check(TableDefinition table) {
		if (!table.guardedCopies()) {
			return;
		}
		for (IndexDefinition index : table.indexes().values()) {
			Collection<String> keys = index.keys().stream().map(KeyAttribute::name).toList();
			boolean holdsTombstones = keys.stream()
				.allMatch((key) -> table.isKey(key) || key.equals(table.tombstoneExpiry()));
			Assert.state(!holdsTombstones || table.holds(index, "_removed"),
					() -> "Index '%s' of table '%s' must hold '_removed', by which tombstones are hidden: include it, or let the index hold all attributes"
						.formatted(index.name(), table.name()));
		}
	}

}
