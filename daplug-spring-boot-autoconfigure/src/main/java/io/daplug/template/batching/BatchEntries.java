package io.daplug.template.batching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.batch.DuplicateKeys;

/**
 * The entries of one batch, one per key unless each is to be written.
 *
 * @param <T> type of the entries
 */
final class BatchEntries<T> {

	private final DuplicateKeys duplicates;

	private final Map<ItemKey, BatchEntry<T>> distinct = new LinkedHashMap<>();

	private final List<BatchEntry<T>> ordered = new ArrayList<>();

	private final List<T> superseded = new ArrayList<>();

	BatchEntries(DuplicateKeys duplicates) {
		this.duplicates = duplicates;
	}

	void add(BatchEntry<T> entry) {
		if (this.duplicates == DuplicateKeys.IN_ORDER) {
			this.ordered.add(entry);
			return;
		}
		if (this.duplicates == DuplicateKeys.REFUSE && this.distinct.containsKey(entry.key())) {
			throw new InvalidKeyException("Several entries of the batch have the key %s".formatted(entry.key()));
		}
		BatchEntry<T> previous = this.distinct.remove(entry.key());
		if (previous != null) {
			this.superseded.add(previous.given());
		}
		this.distinct.put(entry.key(), entry);
	}

	List<BatchEntry<T>> remaining() {
		return (this.duplicates == DuplicateKeys.IN_ORDER) ? this.ordered : List.copyOf(this.distinct.values());
	}

	List<T> superseded() {
		return this.superseded;
	}

}
