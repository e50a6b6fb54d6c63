package io.daplug.template.batching;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.daplug.template.batch.BatchCallbacks;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.BatchProgress;
import io.daplug.template.batch.BatchStoppedException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the entries of a batch, and tells the caller on the caller's own
 * thread. What the source or a callback throws stops the batch: it is kept until what is
 * under way has ended.
 *
 * @param <T> type of the entries
 */
final class BatchTally<T> {

	private static final double NANOS = 1_000_000_000;

	private static final Duration LONGEST = Duration.ofDays(365);

	private final BatchCallbacks callbacks;

	private final OptionalLong size;

	private final long begin = System.nanoTime();

	private final long interval;

	private long told = this.begin;

	private long written;

	private long failed;

	private long uncertain;

	private long unprocessed;

	private long superseded;

	private @Nullable BatchFailure<T> first;

	private @Nullable Stop stop;

	/**
	 * Why no more entries are taken.
	 *
	 * @param what says what failed
	 * @param cause what was thrown
	 */
	private record Stop(String what, Throwable cause) {

	}

	/**
	 * Begins to count.
	 * @param callbacks what the caller wants to be told
	 * @param size how many entries there are; empty if nobody knows
	 */
	BatchTally(BatchCallbacks callbacks, OptionalLong size) {
		this.callbacks = callbacks;
		// Who is to be told at the end alone may say for ever.
		this.interval = (callbacks.interval().compareTo(LONGEST) < 0) ? callbacks.interval().toNanos()
				: LONGEST.toNanos();
		this.size = size;
	}

	/** Counts the entries of a part that has ended. */
	void add(BatchOutcome<T> outcome) {
		this.written += outcome.written().size();
		this.failed += outcome.failed().size();
		this.uncertain += outcome.uncertain().size();
		this.unprocessed += outcome.unprocessed().size();
		outcome.failed().forEach(this::tell);
		outcome.uncertain().forEach(this::tell);
		outcome.unprocessed().forEach(this::tellUnprocessed);
		long now = System.nanoTime();
		if (now - this.told >= this.interval) {
			this.told = now;
			tellProgress();
		}
	}

	void superseded(long number) {
		this.superseded += number;
	}

	private void tell(BatchFailure<T> failure) {
		if (this.first == null) {
			this.first = failure;
		}
		tell("onFailure", this.callbacks.onFailure(), failure);
	}

	private void tellUnprocessed(T entry) {
		tell("onUnprocessed", this.callbacks.onUnprocessed(), entry);
	}

	/** Tells how far the batch has come, unless that failed before. */
	private void tellProgress() {
		if (this.callbacks.onProgress() != null && this.stop == null) {
			tell("onProgress", this.callbacks.onProgress(), progress());
		}
	}

	private BatchProgress progress() {
		long unwritten = this.failed + this.uncertain + this.unprocessed;
		long done = this.written + this.superseded + unwritten;
		double seconds = Math.max(1, System.nanoTime() - this.begin) / NANOS;
		return new BatchProgress(done, unwritten, done / seconds,
				this.size.isPresent() ? OptionalLong.of(Math.max(0, this.size.getAsLong() - done)) : this.size);
	}

	private <V> void tell(String option, @Nullable Consumer<? super V> callback, V value) {
		if (callback == null) {
			return;
		}
		try {
			callback.accept(value);
		}
		catch (Throwable ex) {
			stop("'%s' of the batch failed".formatted(option), ex);
		}
	}

	/** Lets no more entries be taken. */
	void stop(String what, Throwable cause) {
		if (this.stop == null) {
			this.stop = new Stop(what, cause);
		}
		else if (this.stop.cause() != cause) {
			this.stop.cause().addSuppressed(cause);
		}
	}

	boolean stopped() {
		return this.stop != null;
	}

	/** Tells the last progress, and throws what stopped the batch. */
	BatchCounts end() {
		tellProgress();
		BatchCounts counts = new BatchCounts(this.written, this.superseded,
				new BatchCounts.Unwritten(this.failed, this.uncertain, this.unprocessed, this.first));
		Stop reason = this.stop;
		if (reason == null) {
			return counts;
		}
		throw new BatchStoppedException(reason.what(), counts, reason.cause());
	}

}
