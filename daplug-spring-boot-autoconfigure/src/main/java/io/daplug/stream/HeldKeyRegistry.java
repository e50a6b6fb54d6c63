package io.daplug.stream;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemKey;
import io.daplug.table.TableKeys;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The items whose changes are parked untried, each with why its first one was parked. A
 * key by attribute names and the same key by position are one key.
 */
final class HeldKeyRegistry {

	private final Map<ItemIdentity, Held> held = new ConcurrentHashMap<>();

	private final TableRegistry tables;

	/**
	 * An item whose changes are parked.
	 *
	 * @param key its key, prefixes removed
	 * @param cause why its first change was parked
	 */
	private record Held(ItemKey key, Exception cause) {

	}

	HeldKeyRegistry(TableRegistry tables) {
		this.tables = tables;
	}

	void hold(ItemChange<?> change, Exception cause) {
		this.held.putIfAbsent(change.identity(), new Held(positional(change.key(), change.table()), cause));
	}

	@Nullable Exception cause(ItemIdentity item) {
		Held found = this.held.isEmpty() ? null : this.held.get(item);
		return (found != null) ? found.cause() : null;
	}

	/**
	 * Releases all items that the caller may mean by a key, in each of the tables, and
	 * says whether one was held.
	 */
	boolean release(Set<String> names, ItemKey key) {
		boolean released = false;
		for (String name : names) {
			ItemKey meant = positional(key, name);
			released |= this.held.entrySet()
				.removeIf((item) -> item.getKey().table().equals(name)
						&& (item.getValue().key().equals(meant) || item.getKey().storedKey().equals(meant)));
		}
		return released;
	}

	int size() {
		return this.held.size();
	}

	private ItemKey positional(ItemKey key, String table) {
		return this.tables.find(table).map((definition) -> TableKeys.positional(definition, key)).orElse(key);
	}

}
