package io.daplug.template.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchGetResult;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one call, in their order. Those that are stored alike are asked for once:
 * given by names or by position, or made one by a prefix.
 *
 * @param <T> type of the items
 */
final class AskedKeys<T> {

	static final int PER_REQUEST = 100;

	private final List<ItemKey> given = new ArrayList<>();

	private final List<AskedKey<T>> places = new ArrayList<>();

	private final Map<ItemKey, AskedKey<T>> distinct = new LinkedHashMap<>();

	/**
	 * Adds a key.
	 * @param key the key as it is given
	 * @param asked the key to ask for, unless the same is asked for already
	 */
	void add(ItemKey key, AskedKey<T> asked) {
		AskedKey<T> previous = this.distinct.putIfAbsent(asked.key(), asked);
		this.given.add(key);
		this.places.add((previous != null) ? previous : asked);
	}

	/** Adds a key that cannot be asked for. */
	void addFailed(ItemKey key, RuntimeException failure) {
		AskedKey<T> failed = new AskedKey<>(key, Map.of());
		failed.failed(failure);
		this.given.add(key);
		this.places.add(failed);
	}

	/** How many keys there are, as they were given. */
	int size() {
		return this.given.size();
	}

	/** The key of a place, as it was given. */
	ItemKey given(int place) {
		return this.given.get(place);
	}

	/** What became of the key of a place. */
	AskedKey<T> asked(int place) {
		return this.places.get(place);
	}

	/** The keys to ask for, each once. */
	List<AskedKey<T>> distinct() {
		return List.copyOf(this.distinct.values());
	}

	/** The keys of each request. */
	static <T> List<List<AskedKey<T>>> chunks(List<AskedKey<T>> keys) {
		List<List<AskedKey<T>>> chunks = new ArrayList<>();
		for (int start = 0; start < keys.size(); start += PER_REQUEST) {
			chunks.add(keys.subList(start, Math.min(start + PER_REQUEST, keys.size())));
		}
		return chunks;
	}

	/** What became of the keys. */
	BatchGetResult<T> result() {
		List<T> items = new ArrayList<>(this.given.size());
		Map<ItemKey, T> byKey = new LinkedHashMap<>(2 * this.given.size());
		List<ItemKey> missing = new ArrayList<>();
		List<BatchFailure<ItemKey>> failed = new ArrayList<>();
		List<ItemKey> unprocessed = new ArrayList<>();
		for (int place = 0; place < this.given.size(); place++) {
			ItemKey key = this.given.get(place);
			AskedKey<T> asked = this.places.get(place);
			@Nullable T item = asked.item();
			RuntimeException failure = asked.failure();
			if (item != null) {
				items.add(item);
				byKey.put(key, item);
			}
			else if (failure != null) {
				failed.add(new BatchFailure<>(key, failure));
			}
			else {
				(asked.answered() ? missing : unprocessed).add(key);
			}
		}
		return new BatchGetResult<>(items, byKey, missing, failed, unprocessed);
	}

}
