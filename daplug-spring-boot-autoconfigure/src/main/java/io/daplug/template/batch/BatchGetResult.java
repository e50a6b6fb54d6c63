package io.daplug.template.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.item.ItemKey;

/**
 * What was found under many keys. Each key that was asked for is in exactly one of the
 * lists, as often as it was asked for; if its item was found, the item is there instead.
 * All are in the order of the request.
 *
 * @param <T> type of the items
 * @param items the items that were found
 * @param byKey the same items by the keys that they were asked for with, each once
 * @param missing there are no items under these keys
 * @param failed these could not be read, or their items do not fit the type
 * @param unprocessed these were not answered before the deadline; they can be asked for
 * again
 */
public record BatchGetResult<T>(List<T> items, Map<ItemKey, T> byKey, List<ItemKey> missing,
		List<BatchFailure<ItemKey>> failed, List<ItemKey> unprocessed) {

	/**
	 * Keeps the lists from being changed.
	 * @param items the items that were found
	 * @param byKey the same items by the keys that they were asked for with, each once
	 * @param missing there are no items under these keys
	 * @param failed these could not be read, or their items do not fit the type
	 * @param unprocessed these were not answered before the deadline; they can be asked
	 * for again
	 */
	public BatchGetResult {
		items = List.copyOf(items);
		byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
		missing = List.copyOf(missing);
		failed = List.copyOf(failed);
		unprocessed = List.copyOf(unprocessed);
	}

	/**
	 * Returns the item of a key.
	 * @param key the key, in the form in which it was asked for
	 * @return the item; empty if it was not found, or not asked for
	 */
	public Optional<T> get(ItemKey key) {
		return Optional.ofNullable(this.byKey.get(key));
	}

	/**
	 * Says whether all keys were answered, by an item or as missing.
	 * @return whether no key failed or is unprocessed
	 */
	public boolean complete() {
		return this.failed.isEmpty() && this.unprocessed.isEmpty();
	}

	/**
	 * Returns this result if all keys were answered.
	 * @return this result
	 * @throws IncompleteBatchException if a key failed or is unprocessed
	 */
	public BatchGetResult<T> requireComplete() {
		if (!complete()) {
			throw new IncompleteBatchException(
					"%d items were found, %d are missing, %d could not be read and %d are unprocessed"
						.formatted(this.items.size(), this.missing.size(), this.failed.size(), this.unprocessed.size()),
					this.failed.isEmpty() ? null : this.failed.get(0).cause());
		}
		return this;
	}

}
