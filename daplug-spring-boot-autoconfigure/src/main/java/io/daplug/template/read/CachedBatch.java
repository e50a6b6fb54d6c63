package io.daplug.template.read;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.cache.CachedItem;
import io.daplug.task.Deadline;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.cache.ItemLoad;
import org.jspecify.annotations.Nullable;

/**
 * Answers keys from memory, and has those read that are not known and that nobody else is
 * reading. It waits for others after its own keys are read, so that two batches never
 * wait for each other. It makes nothing of items before that either: what the caller gets
 * may be made with another read, for which nobody must be kept waiting. What it fails to
 * read is its own failure, and others read it.
 *
 * @param <T> type of the items
 */
final class CachedBatch<T> {

	private final CachedItems cached;

	private final Function<CachedItem, @Nullable T> conversion;

	/**
	 * Creates a batch.
	 * @param cached the items of the table that are kept
	 * @param conversion makes of an item what the caller gets; null if readers see none
	 */
	CachedBatch(CachedItems cached, Function<CachedItem, @Nullable T> conversion) {
		this.cached = cached;
		this.conversion = conversion;
	}

	/**
	 * Answers keys.
	 * @param keys the keys
	 * @param deadline when nothing more is asked or waited for; what is not answered then
	 * stays so
	 * @param reading reads keys
	 */
	void answer(List<AskedKey<T>> keys, Deadline deadline, Consumer<List<AskedKey<T>>> reading) {
		List<AskedKey<T>> open = keys;
		while (!open.isEmpty() && !deadline.isOver()) {
			Map<AskedKey<T>, CachedItem> known = new IdentityHashMap<>();
			Map<AskedKey<T>, ItemLoad> own = new IdentityHashMap<>();
			Map<AskedKey<T>, ItemLoad> others = new IdentityHashMap<>();
			try {
				List<AskedKey<T>> read = begin(open, known, own, others);
				if (!read.isEmpty()) {
					reading.accept(read);
				}
			}
			finally {
				own.values().forEach(this.cached::end);
			}
			known.forEach(this::answer);
			await(own, deadline);
			await(others, deadline);
			open = open.stream().filter((key) -> others.containsKey(key) && !key.answered()).toList();
		}
	}

	/** Finds what is known; returns the keys that are to be read, in their order. */
	private List<AskedKey<T>> begin(List<AskedKey<T>> keys, Map<AskedKey<T>, CachedItem> known,
			Map<AskedKey<T>, ItemLoad> own, Map<AskedKey<T>, ItemLoad> others) {
		List<AskedKey<T>> read = new ArrayList<>();
		for (AskedKey<T> key : keys) {
			CachedItem item = this.cached.find(key.key());
			if (item != null) {
				known.put(key, item);
				continue;
			}
			ItemLoad load = new ItemLoad(key.key());
			ItemLoad underWay = this.cached.begin(load);
			if (underWay != null) {
				others.put(key, underWay);
			}
			else {
				own.put(key, load);
				key.whenRead((loaded) -> this.cached.loaded(load, loaded));
				read.add(key);
			}
		}
		return read;
	}

	private void await(Map<AskedKey<T>, ItemLoad> loads, Deadline deadline) {
		try {
			for (Map.Entry<AskedKey<T>, ItemLoad> load : loads.entrySet()) {
				CachedItem item = load.getValue().await(deadline.requestNanos());
				if (item != null) {
					answer(load.getKey(), item);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			deadline.expire();
		}
	}

	private void answer(AskedKey<T> key, CachedItem item) {
		key.answer(item, this.conversion);
	}

}
