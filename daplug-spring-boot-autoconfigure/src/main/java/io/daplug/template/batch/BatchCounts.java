package io.daplug.template.batch;

import org.jspecify.annotations.Nullable;

/**
 * How many entries of a batch came to what end. Each entry that was taken from the source
 * is counted once.
 *
 * @param written DynamoDB accepted so many
 * @param superseded so many were left out, as a later entry of the same request has the
 * same key
 * @param unwritten those that were not written, or of which nobody knows
 */
public record BatchCounts(long written, long superseded, Unwritten unwritten) {

	/**
	 * How many entries were not written, or may not have been.
	 *
	 * @param failed so many were refused; sending them again as they are is pointless
	 * @param uncertain so many may have been written, and may not
	 * @param unprocessed so many were taken from the source and not carried out before
	 * the call ended; they can be sent again
	 * @param first the first entry that failed or is uncertain; null if there is none
	 */
	public record Unwritten(long failed, long uncertain, long unprocessed, @Nullable BatchFailure<?> first) {

	}

	/**
	 * Returns how many entries were refused.
	 * @return the number of entries
	 */
	public long failed() {
		return this.unwritten.failed();
	}

	/**
	 * Returns how many entries may have been written, and may not.
	 * @return the number of entries
	 */
	public long uncertain() {
		return this.unwritten.uncertain();
	}

	/**
	 * Returns how many entries were taken and not carried out before the call ended. If
	 * it ended before its source, this is one or more, and what lies behind them in the
	 * source was not read.
	 * @return the number of entries
	 */
	public long unprocessed() {
		return this.unwritten.unprocessed();
	}

	/**
	 * Returns how many entries were taken from the source.
	 * @return the number of entries
	 */
	public long taken() {
		return this.written + this.superseded + failed() + uncertain() + unprocessed();
	}

	/**
	 * Says whether nothing is left to do.
	 * @return whether no entry failed, is uncertain or is unprocessed
	 */
	public boolean complete() {
		return failed() == 0 && uncertain() == 0 && unprocessed() == 0;
	}

	/**
	 * Returns these counts if nothing is left to do.
	 * @return these counts
	 * @throws IncompleteBatchException if an entry failed, is uncertain or is
	 * unprocessed; it names the first failure, which is its cause
	 */
	public BatchCounts requireComplete() {
		if (!complete()) {
			BatchFailure<?> first = this.unwritten.first();
			throw (first == null) ? new IncompleteBatchException(text(), null) : new IncompleteBatchException(
					"%s; the first failure: %s".formatted(text(), first.cause().getMessage()), first.cause());
		}
		return this;
	}

	/** What the counts say, in words. */
	String text() {
		return "%d entries were written, %d failed%s and %d are unprocessed".formatted(this.written, failed(),
				(uncertain() == 0) ? "" : ", %d are uncertain".formatted(uncertain()), unprocessed());
	}

}
