package io.daplug.stream;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * The items whose changes are parked untried, each with why its first one was parked.
 * Keys are compared as they are stored, so that it does not matter by which form and
 * which values a key is given.
 */
final class HeldKeyRegistry {

	private final Map<ItemIdentity, Held> held = new ConcurrentHashMap<>();

	private final ListenedTables tables;

	/**
	 * An item whose changes are parked.
	 *
	 * @param key its key, prefixes removed
	 * @param cause why its first change was parked
	 */
	private record Held(ItemKey key, Exception cause) {

	}

	HeldKeyRegistry(ListenedTables tables) {
		this.tables = tables;
	}

	void hold(ItemChange<?> change, Exception cause) {
		ItemKey key = this.tables.normalised(change.table(), change.key()).orElse(change.key());
		this.held.putIfAbsent(change.identity(), new Held(key, cause));
	}

	@Nullable Exception cause(ItemIdentity item) {
		Held found = this.held.isEmpty() ? null : this.held.get(item);
		return (found != null) ? found.cause() : null;
	}

	void release(ItemIdentity item) {
		this.held.remove(item);
	}

	/**
	 * Releases all items that the caller may mean by a key, in each of the tables, and
	 * says whether one was held.
	 */
	boolean release(Set<String> names, ItemKey key) {
		boolean released = false;
		for (String name : names) {
			Optional<ItemKey> meant = this.tables.normalised(name, key);
			released |= meant.isPresent() && release(name, meant.get());
		}
		return released;
	}

	private boolean release(String table, ItemKey meant) {
		return this.held.entrySet()
			.removeIf((item) -> item.getKey().table().equals(table)
					&& (item.getValue().key().equals(meant) || item.getKey().storedKey().equals(meant)));
	}

	int size() {
		return this.held.size();
	}

}
