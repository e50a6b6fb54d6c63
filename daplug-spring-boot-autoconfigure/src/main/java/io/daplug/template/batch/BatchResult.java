package io.daplug.template.batch;

import java.util.Collections;
import java.util.List;

import io.daplug.template.model.UncertainWriteException;
import org.jspecify.annotations.Nullable;

/**
 * What became of the entries of a batch. Each entry is in exactly one of the lists: if it
 * was written, as it is stored, else as it was given.
 *
 * @param <T> type of the entries
 * @param written DynamoDB accepted these; a map is made when it is first looked at
 * @param failed these were refused; sending them again as they are is pointless
 * @param uncertain these may have been written, and may not; each cause is an
 * {@link UncertainWriteException} and says what to do
 * @param unprocessed these were not carried out before the deadline, or stand behind one
 * of their key that was not; they can be sent again in this order
 * @param superseded a later entry with the same key was sent in the place of these
 */
public record BatchResult<T>(List<T> written, List<BatchFailure<T>> failed, List<BatchFailure<T>> uncertain,
		List<T> unprocessed, List<T> superseded) {

	/**
	 * Keeps the lists from being changed.
	 * @param written DynamoDB accepted these; a map is made when it is first looked at
	 * @param failed these were refused; sending them again as they are is pointless
	 * @param uncertain these may have been written, and may not; each cause is an
	 * {@link UncertainWriteException} and says what to do
	 * @param unprocessed these were not carried out before the deadline, or stand behind
	 * one of their key that was not; they can be sent again in this order
	 * @param superseded a later entry with the same key was sent in the place of these
	 */
	public BatchResult {
		written = Collections.unmodifiableList(written);
		failed = List.copyOf(failed);
		uncertain = List.copyOf(uncertain);
		unprocessed = List.copyOf(unprocessed);
		superseded = List.copyOf(superseded);
	}

	/**
	 * Says whether nothing is left to do.
	 * @return whether no entry failed, is uncertain or is unprocessed
	 */
	public boolean complete() {
		return this.failed.isEmpty() && this.uncertain.isEmpty() && this.unprocessed.isEmpty();
	}

	/**
	 * Returns this result if nothing is left to do.
	 * @return this result
	 * @throws IncompleteBatchException if an entry failed, is uncertain or is unprocessed
	 */
	public BatchResult<T> requireComplete() {
		if (!complete()) {
			throw new IncompleteBatchException("%d entries were written, %d failed%s and %d are unprocessed".formatted(
					this.written.size(), this.failed.size(),
					this.uncertain.isEmpty() ? "" : ", %d are uncertain".formatted(this.uncertain.size()),
					this.unprocessed.size()), firstCause());
		}
		return this;
	}

	private @Nullable RuntimeException firstCause() {
		List<BatchFailure<T>> first = this.failed.isEmpty() ? this.uncertain : this.failed;
		return first.isEmpty() ? null : first.get(0).cause();
	}

}
