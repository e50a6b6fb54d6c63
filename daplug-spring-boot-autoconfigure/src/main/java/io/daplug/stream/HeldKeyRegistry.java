package io.daplug.stream;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.event.KeyOfTable;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The keys whose changes are parked untried, each with why its first one was parked. A
 * key by attribute names and the same key by position are one key.
 */
final class HeldKeyRegistry {

	private final Map<KeyOfTable, Exception> causes = new ConcurrentHashMap<>();

	private final TableRegistry tables;

	HeldKeyRegistry(TableRegistry tables) {
		this.tables = tables;
	}

	void hold(KeyOfTable key, Exception cause) {
		this.causes.putIfAbsent(positional(key), cause);
	}

	@Nullable Exception cause(KeyOfTable key) {
		return this.causes.isEmpty() ? null : this.causes.get(positional(key));
	}

	/** Releases a key in each of the tables, and says whether it was held. */
	boolean release(Set<String> names, ItemKey key) {
		boolean released = false;
		for (String name : names) {
			released |= (this.causes.remove(positional(new KeyOfTable(name, key))) != null);
		}
		return released;
	}

	int size() {
		return this.causes.size();
	}

	private KeyOfTable positional(KeyOfTable key) {
		if (!key.key().named()) {
			return key;
		}
		return this.tables.find(key.table())
			.map((table) -> new KeyOfTable(key.table(), positional(key.key(), table)))
			.orElse(key);
	}

	/**
	 * A key that lacks a key attribute or has others stays as it is: no change has it.
	 */
	private static ItemKey positional(ItemKey key, TableDefinition table) {
		Map<String, Object> values = key.attributes();
		Object hashValue = values.get(table.hashKey());
		String rangeKey = table.rangeKey();
		if (hashValue == null || values.size() != ((rangeKey != null) ? 2 : 1)) {
			return key;
		}
		if (rangeKey == null) {
			return ItemKey.of(hashValue);
		}
		Object rangeValue = values.get(rangeKey);
		return (rangeValue != null) ? ItemKey.of(hashValue, rangeValue) : key;
	}

}
