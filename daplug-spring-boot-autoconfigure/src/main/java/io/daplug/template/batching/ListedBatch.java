package io.daplug.template.batching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.DuplicateKeys;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.BatchOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * A batch of a collection: all is prepared before the first request, so one unusable
 * entry stops all, and the result lists all.
 *
 * @param <T> type of the entries
 */
final class ListedBatch<T> implements PartSettlement<T> {

	private static final long MAX_BYTES = 16 * 1024 * 1024;

	private final BatchWay<T> way;

	private final BatchOptions options;

	private final DuplicateKeys duplicates;

	private final BatchTally<T> tally;

	private final List<BatchOutcome<T>> outcomes = new ArrayList<>();

	private final BatchOutcome<T> unsent = new BatchOutcome<>();

	ListedBatch(BatchWay<T> way, BatchOptions options, DuplicateKeys duplicates, int size) {
		this.way = way;
		this.options = options;
		this.duplicates = options.duplicates(duplicates);
		this.tally = new BatchTally<>(options.callbacks(), OptionalLong.of(size));
	}

	/** Writes all, or fails before the first request if an entry is unusable. */
	BatchResult<T> write(Collection<? extends T> items, TaskExecutorFactory executors) {
		return send(prepared(items), executors);
	}

	/** Writes all but unusable entries, which come back as failed. */
	BatchResult<T> writeUsable(Collection<? extends T> items, TaskExecutorFactory executors) {
		BatchEntries<T> entries = new BatchEntries<>(this.duplicates);
		BatchOutcome<T> unusable = new BatchOutcome<>();
		for (T item : items) {
			try {
				entries.add(this.way.preparation().apply(item));
			}
			catch (DataAccessException ex) {
				unusable.failed(item, ex);
			}
		}
		this.tally.add(unusable);
		this.unsent.add(unusable);
		return send(entries, executors);
	}

	private BatchResult<T> send(BatchEntries<T> entries, TaskExecutorFactory executors) {
		List<T> superseded = entries.superseded();
		this.tally.superseded(superseded.size());
		List<List<BatchEntry<T>>> parts = parts(entries.remaining());
		parts.forEach((part) -> this.outcomes.add(new BatchOutcome<>()));
		int parallelism = Math.min(this.options.pacing().parallelism(), parts.size());
		try (BatchWindow<T> window = new BatchWindow<>(executors,
				new BatchWindow.Limits(Math.max(1, parallelism), Long.MAX_VALUE), this.way, this)) {
			for (List<BatchEntry<T>> part : parts) {
				if (this.tally.stopped()) {
					window.leave(part);
				}
				else if (parallelism == 1) {
					window.send(part);
				}
				else {
					window.submit(part);
				}
			}
			window.finish();
		}
		this.tally.end();
		return result(superseded);
	}

	private BatchEntries<T> prepared(Collection<? extends T> items) {
		BatchEntries<T> entries = new BatchEntries<>(this.duplicates);
		int index = 0;
		for (@Nullable
		T item : new ArrayList<@Nullable T>(items)) {
			if (item == null) {
				throw new InvalidBatchException(
						"Entry %d of the batch is null and nothing was written".formatted(index), index, null);
			}
			try {
				entries.add(this.way.preparation().apply(item));
			}
			catch (DataAccessException ex) {
				throw new InvalidBatchException("Entry %d of the batch is unusable and nothing was written: %s"
					.formatted(index, ex.getMessage()), index, ex);
			}
			index++;
		}
		return entries;
	}

	private List<List<BatchEntry<T>>> parts(Collection<BatchEntry<T>> entries) {
		List<List<BatchEntry<T>>> parts = new ArrayList<>();
		OpenPart<T> open = new OpenPart<>(this.way.sender().entriesPerPart(), MAX_BYTES, this.duplicates);
		for (BatchEntry<T> entry : entries) {
			List<BatchEntry<T>> ready = open.add(entry);
			if (ready != null) {
				parts.add(ready);
			}
		}
		List<BatchEntry<T>> last = open.take();
		if (!last.isEmpty()) {
			parts.add(last);
		}
		return parts;
	}

	@Override
	public void settle(int place, BatchOutcome<T> outcome) {
		this.outcomes.set(place, outcome);
		this.tally.add(outcome);
	}

	private BatchResult<T> result(List<T> superseded) {
		BatchOutcome<T> all = this.unsent;
		this.outcomes.forEach(all::add);
		return new BatchResult<>(new AnsweredItems<>(all.written()), all.failed(), all.uncertain(), all.unprocessed(),
				superseded);
	}

}
