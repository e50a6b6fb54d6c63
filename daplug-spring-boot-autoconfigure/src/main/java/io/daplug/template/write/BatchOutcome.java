package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchResult;

/**
 * What became of the entries that were sent.
 *
 * @param <T> type of the entries
 */
final class BatchOutcome<T> {

	private final List<Supplier<T>> written = new ArrayList<>();

	private final List<BatchFailure<T>> failed = new ArrayList<>();

	private final List<BatchFailure<T>> uncertain = new ArrayList<>();

	private final List<T> unprocessed = new ArrayList<>();

	void written(Supplier<T> answer) {
		this.written.add(answer);
	}

	void failed(T given, RuntimeException cause) {
		this.failed.add(new BatchFailure<>(given, cause));
	}

	void uncertain(T given, RuntimeException cause) {
		this.uncertain.add(new BatchFailure<>(given, cause));
	}

	void unprocessed(T given) {
		this.unprocessed.add(given);
	}

	void add(BatchOutcome<T> other) {
		this.written.addAll(other.written);
		this.failed.addAll(other.failed);
		this.uncertain.addAll(other.uncertain);
		this.unprocessed.addAll(other.unprocessed);
	}

	BatchResult<T> result(List<T> superseded) {
		return new BatchResult<>(new AnsweredItems<>(this.written), this.failed, this.uncertain, this.unprocessed,
				superseded);
	}

}
