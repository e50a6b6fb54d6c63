package io.daplug.template.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.model.BatchFailure;
import io.daplug.template.model.BatchResult;
import io.daplug.template.model.DuplicateKeys;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The entries of one batch, one per key.
 *
 * @param <T> type of the entries
 */
final class BatchEntries<T> {

	private final DuplicateKeys duplicates;

	private final Map<ItemKey, Entry<T>> entries = new LinkedHashMap<>();

	private final List<T> superseded = new ArrayList<>();

	/**
	 * An entry.
	 *
	 * @param given as the caller gave it
	 * @param attributes as it is to be written, without prefixes
	 * @param stored as it is to be stored
	 */
	record Entry<T>(T given, Map<String, AttributeValue> attributes, Map<String, AttributeValue> stored) {

	}

	/**
	 * What became of the entries that were sent.
	 */
	record Outcome<T>(List<T> written, List<BatchFailure<T>> failed, List<T> unprocessed) {

		static <T> Outcome<T> empty() {
			return new Outcome<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		}

		void add(Outcome<T> other) {
			this.written.addAll(other.written);
			this.failed.addAll(other.failed);
			this.unprocessed.addAll(other.unprocessed);
		}

	}

	BatchEntries(DuplicateKeys duplicates) {
		this.duplicates = duplicates;
	}

	/** Keys are compared as they are stored: a prefix can make two of one. */
	void add(T given, ItemKey storedKey, Map<String, AttributeValue> attributes, Map<String, AttributeValue> stored) {
		Entry<T> previous = this.entries.remove(storedKey);
		if (previous != null) {
			if (this.duplicates == DuplicateKeys.REFUSE) {
				throw new InvalidKeyException("Several entries of the batch have the key %s".formatted(storedKey));
			}
			this.superseded.add(previous.given());
		}
		this.entries.put(storedKey, new Entry<>(given, attributes, stored));
	}

	List<Entry<T>> remaining() {
		return List.copyOf(this.entries.values());
	}

	BatchResult<T> result(Outcome<T> outcome) {
		return new BatchResult<>(outcome.written(), outcome.failed(), outcome.unprocessed(), this.superseded);
	}

}
