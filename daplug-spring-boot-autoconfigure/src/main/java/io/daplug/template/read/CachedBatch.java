package io.daplug.template.read;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.cache.CachedItem;
import io.daplug.guard.ItemVisibility;
import io.daplug.task.Deadline;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.cache.ItemLoad;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers keys from memory, and has those read that are not known and that nobody else is
 * reading. It waits for others after its own keys are read, so that two batches never
 * wait for each other.
 *
 * @param <T> type of the items
 */
final class CachedBatch<T> {

	private final CachedItems cached;

	private final ItemVisibility visibility;

	private final Function<Map<String, AttributeValue>, T> conversion;

	/**
	 * Creates a batch.
	 * @param cached the items of the table that are kept
	 * @param visibility which of them readers see
	 * @param conversion makes of a visible item what the caller gets
	 */
	CachedBatch(CachedItems cached, ItemVisibility visibility, Function<Map<String, AttributeValue>, T> conversion) {
		this.cached = cached;
		this.visibility = visibility;
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
			Map<AskedKey<T>, ItemLoad> own = new IdentityHashMap<>();
			Map<AskedKey<T>, ItemLoad> others = new IdentityHashMap<>();
			try {
				List<AskedKey<T>> read = begin(open, own, others);
				if (!read.isEmpty()) {
					reading.accept(read);
				}
			}
			finally {
				own.forEach(this::end);
			}
			open = open.stream().filter(others::containsKey).toList();
			await(others, deadline);
			open = open.stream().filter((key) -> !key.answered()).toList();
		}
	}

	/** Answers what is known; returns the keys that are to be read, in their order. */
	private List<AskedKey<T>> begin(List<AskedKey<T>> keys, Map<AskedKey<T>, ItemLoad> own,
			Map<AskedKey<T>, ItemLoad> others) {
		List<AskedKey<T>> read = new ArrayList<>();
		for (AskedKey<T> key : keys) {
			CachedItem known = this.cached.find(key.key());
			if (known != null) {
				answer(key, known);
				continue;
			}
			ItemLoad load = new ItemLoad(key.key());
			ItemLoad underWay = this.cached.begin(load);
			if (underWay != null) {
				others.put(key, underWay);
			}
			else {
				own.put(key, load);
				key.whenRead((item) -> this.cached.loaded(load, item));
				read.add(key);
			}
		}
		return read;
	}

	private void end(AskedKey<T> key, ItemLoad load) {
		RuntimeException failure = key.failure();
		if (failure != null) {
			load.failed(failure);
		}
		this.cached.end(load);
	}

	private void await(Map<AskedKey<T>, ItemLoad> others, Deadline deadline) {
		try {
			for (Map.Entry<AskedKey<T>, ItemLoad> other : others.entrySet()) {
				CachedItem item = other.getValue().await(deadline.requestNanos());
				if (item != null) {
					answer(other.getKey(), item);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			deadline.expire();
		}
	}

	private void answer(AskedKey<T> key, CachedItem item) {
		@Nullable Map<String, AttributeValue> visible = item.attributes().isEmpty() ? null
				: this.visibility.visible(item.attributes());
		key.seen(visible, this.conversion);
	}

}
