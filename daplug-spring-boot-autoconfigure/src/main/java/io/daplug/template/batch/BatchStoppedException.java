package io.daplug.template.batch;

import io.daplug.DaplugException;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The source of a batch failed, or a callback of its caller did, or an entry of a stream
 * ended in an {@link Error}. What was taken from the source before is finished: the
 * counts say what became of it. What lies behind it in the source was not read.
 * <p>
 * The entries of a collection are all known from the beginning. Those that were not sent
 * before the callback failed are counted as unprocessed and handed to
 * {@link io.daplug.template.model.BatchOptions.Builder#onUnprocessed onUnprocessed};
 * requests that were under way are finished.
 */
public final class BatchStoppedException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private final transient BatchCounts counts;

	/**
	 * Creates the exception.
	 * @param what says what failed
	 * @param counts what became of the entries that were taken
	 * @param cause what was thrown
	 */
	public BatchStoppedException(String what, BatchCounts counts, Throwable cause) {
		super("%s. What was taken before is finished: %s".formatted(what, counts.text()), cause);
		this.counts = counts;
	}

	/**
	 * Returns what became of the entries that were taken from the source.
	 * @return the counts
	 */
	public BatchCounts counts() {
		return this.counts;
	}

}
