package io.daplug.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;

/**
 * Those who see the changes of tables before listeners are given them.
 */
final class ChangeWatches {

	private final Map<String, List<Consumer<ItemChange<?>>>> byTable = new ConcurrentHashMap<>();

	void add(String table, Consumer<ItemChange<?>> watch) {
		this.byTable.computeIfAbsent(table, (name) -> new CopyOnWriteArrayList<>()).add(watch);
	}

	boolean contain(String table) {
		return this.byTable.containsKey(table);
	}

	void see(Collection<? extends ItemChange<?>> changes) {
		if (!this.byTable.isEmpty()) {
			for (ItemChange<?> change : changes) {
				this.byTable.getOrDefault(change.table(), List.of()).forEach((watch) -> watch.accept(change));
			}
		}
	}

}
