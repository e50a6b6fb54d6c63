package io.daplug.template.batching;

import java.util.List;

import io.daplug.item.ItemSize;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.batch.BatchCounts;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.model.BatchOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A batch of a stream: entries are prepared as they are read, and memory holds those that
 * are in hand.
 *
 * @param <T> type of the entries
 */
final class StreamedBatch<T> implements PartSettlement<T> {

	/**
	 * Entries of so many bytes are in hand at once. In memory, attributes take several
	 * times what they take in DynamoDB.
	 */
	private static final long BYTES_IN_HAND = Math.max(1024 * 1024, Runtime.getRuntime().maxMemory() / 32);

	private static final long BYTES_PER_REQUEST = 16 * 1024 * 1024;

	private final BatchSource<T> source;

	private final BatchWay<T> way;

	private final OpenPart<T> open;

	private final BatchTally<T> tally;

	private final BatchWindow<T> window;

	private long taken;

	StreamedBatch(BatchSource<T> source, BatchWay<T> way, BatchOptions options, TaskExecutorFactory executors) {
		this.source = source;
		this.way = way;
		long bytesPerPart = Math.max(ItemSize.LIMIT, BYTES_IN_HAND / options.pacing().parallelism());
		this.open = new OpenPart<>(way.sender().entriesPerPart(), Math.min(bytesPerPart, BYTES_PER_REQUEST),
				options.duplicates(DuplicateKeys.LAST_WINS));
		this.tally = new BatchTally<>(options.callbacks(), source.size());
		this.window = new BatchWindow<>(executors,
				new BatchWindow.Limits(options.pacing().parallelism(), BYTES_IN_HAND), way, this);
	}

	/** Writes what the stream has, and closes it. */
	BatchCounts write() {
		try (BatchWindow<T> window = this.window) {
			take();
			submit(this.open.take());
			window.finish();
		}
		finally {
			this.source.close();
		}
		Throwable failure = this.source.failure();
		if (failure != null) {
			this.tally.stop("The source of the batch failed", failure);
		}
		return this.tally.end();
	}

	private void take() {
		while (!this.tally.stopped() && this.source.advance()) {
			T entry = this.source.entry();
			if (this.way.isOver()) {
				leave(entry);
				return;
			}
			take(entry);
			this.window.settleEnded();
		}
	}

	/** The batch ended before its source. */
	private void leave(T entry) {
		BatchOutcome<T> outcome = new BatchOutcome<>();
		outcome.unprocessed(entry);
		this.tally.add(outcome);
	}

	private void take(T item) {
		long index = this.taken++;
		BatchEntry<T> entry;
		try {
			Assert.notNull(item, () -> "Entry %d of the batch is null".formatted(index));
			entry = this.way.preparation().apply(item);
		}
		catch (RuntimeException ex) {
			fail(item, ex);
			return;
		}
		catch (Error ex) {
			// Nothing that is wrong with the entry, but others are under way.
			this.tally.stop("Entry %d of the batch could not be prepared".formatted(index), ex);
			return;
		}
		List<BatchEntry<T>> ready = this.open.add(entry);
		this.tally.superseded(this.open.superseded());
		if (ready != null) {
			submit(ready);
		}
	}

	private void fail(T item, RuntimeException problem) {
		BatchOutcome<T> outcome = new BatchOutcome<>();
		outcome.failed(item, problem);
		this.tally.add(outcome);
	}

	private void submit(List<BatchEntry<T>> part) {
		if (!part.isEmpty()) {
			this.window.submit(part);
		}
	}

	@Override
	public void settle(int place, BatchOutcome<T> outcome) {
		this.tally.add(outcome);
	}

}
