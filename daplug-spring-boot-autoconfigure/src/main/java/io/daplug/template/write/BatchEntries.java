package io.daplug.template.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.DuplicateKeys;

/**
 * The entries of one batch, one per key.
 *
 * @param <T> type of the entries
 */
final class BatchEntries<T> {

	private final DuplicateKeys duplicates;

	private final Map<ItemKey, BatchEntry<T>> entries = new LinkedHashMap<>();

	private final List<T> superseded = new ArrayList<>();

	BatchEntries(DuplicateKeys duplicates) {
		this.duplicates = duplicates;
	}

	/** Keys are compared as they are stored: a prefix can make two of one. */
	void add(ItemKey storedKey, BatchEntry<T> entry) {
		if (this.duplicates == DuplicateKeys.REFUSE && this.entries.containsKey(storedKey)) {
			throw new InvalidKeyException("Several entries of the batch have the key %s".formatted(storedKey));
		}
		BatchEntry<T> previous = this.entries.remove(storedKey);
		if (previous != null) {
			this.superseded.add(previous.given());
		}
		this.entries.put(storedKey, entry);
	}

	List<BatchEntry<T>> remaining() {
		return List.copyOf(this.entries.values());
	}

	List<T> superseded() {
		return this.superseded;
	}

}
