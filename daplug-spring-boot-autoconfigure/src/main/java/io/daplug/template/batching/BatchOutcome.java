package io.daplug.template.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.daplug.item.ItemKey;
import io.daplug.template.batch.BatchFailure;

/**
 * What became of the entries of a part, or of a batch.
 *
 * @param <T> type of the entries
 */
final class BatchOutcome<T> {

	private final List<Supplier<T>> written = new ArrayList<>();

	private final List<BatchFailure<T>> failed = new ArrayList<>();

	private final List<BatchFailure<T>> uncertain = new ArrayList<>();

	private final List<T> unprocessed = new ArrayList<>();

	private final List<ItemKey> keysLeft = new ArrayList<>();

	void written(Supplier<T> answer) {
		this.written.add(answer);
	}

	List<Supplier<T>> written() {
		return this.written;
	}

	void failed(T given, RuntimeException cause) {
		this.failed.add(new BatchFailure<>(given, cause));
	}

	List<BatchFailure<T>> failed() {
		return this.failed;
	}

	void uncertain(T given, RuntimeException cause) {
		this.uncertain.add(new BatchFailure<>(given, cause));
	}

	List<BatchFailure<T>> uncertain() {
		return this.uncertain;
	}

	/** An entry of which the key is not known yet. */
	void unprocessed(T given) {
		this.unprocessed.add(given);
	}

	void unprocessed(BatchEntry<T> entry) {
		this.unprocessed.add(entry.given());
		this.keysLeft.add(entry.key());
	}

	/** The keys of entries that are left unprocessed. */
	List<ItemKey> keysLeft() {
		return this.keysLeft;
	}

	List<T> unprocessed() {
		return this.unprocessed;
	}

	/** Of how many entries it is known. */
	int size() {
		return this.written.size() + this.failed.size() + this.uncertain.size() + this.unprocessed.size();
	}

	void add(BatchOutcome<T> other) {
		this.written.addAll(other.written);
		this.failed.addAll(other.failed);
		this.uncertain.addAll(other.uncertain);
		this.unprocessed.addAll(other.unprocessed);
		this.keysLeft.addAll(other.keysLeft);
	}

}
