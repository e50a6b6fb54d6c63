package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;

import io.daplug.item.ItemSize;
import io.daplug.table.gate.TableMovedException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ItemBusyException;

/**
 * Sends a batch as BatchWriteItem requests, cut by count and bytes.
 *
 * @param <T> type of the entries
 */
final class ChunkWriter<T> {

	private static final int MAX_ENTRIES = 25;

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private final TableContext context;

	private final WritePipeline pipeline;

	private final ParallelWork<T> parallel;

	ChunkWriter(TableContext context, WritePipeline pipeline, ParallelWork<T> parallel) {
		this.context = context;
		this.pipeline = pipeline;
		this.parallel = parallel;
	}

	BatchOutcome<T> write(List<BatchEntry<T>> entries) {
		return this.parallel.forEach(chunks(entries), (chunk) -> {
			BatchOutcome<T> outcome = new BatchOutcome<>();
			if (this.parallel.deadline().isOver()) {
				chunk.forEach((entry) -> outcome.unprocessed(entry.given()));
				return outcome;
			}
			try {
				this.pipeline.carryOut(writes(chunk), () -> {
					List<BatchEntry<T>> written = new ChunkSending<>(this.context, this.parallel.deadline(), outcome)
						.send(chunk);
					written.forEach((entry) -> outcome.written(entry.answer()));
					return writes(written);
				});
			}
			catch (ItemBusyException ex) {
				// Thrown before anything is sent.
				chunk.forEach((entry) -> outcome.unprocessed(entry.given()));
			}
			catch (TableMovedException | TableMovingException ex) {
				// So are these.
				chunk.forEach((entry) -> outcome.failed(entry.given(), ex));
			}
			return outcome;
		});
	}

	private static <T> List<PreparedWrite<?>> writes(List<BatchEntry<T>> entries) {
		return entries.stream().<PreparedWrite<?>>map(BatchEntry::write).toList();
	}

	private List<List<BatchEntry<T>>> chunks(List<BatchEntry<T>> entries) {
		List<List<BatchEntry<T>>> chunks = new ArrayList<>();
		List<BatchEntry<T>> chunk = new ArrayList<>();
		int bytes = 0;
		for (BatchEntry<T> entry : entries) {
			int size = ItemSize.of(entry.write().action().stored());
			if (chunk.size() == MAX_ENTRIES || bytes + size > MAX_BYTES) {
				chunks.add(chunk);
				chunk = new ArrayList<>();
				bytes = 0;
			}
			chunk.add(entry);
			bytes += size;
		}
		if (!chunk.isEmpty()) {
			chunks.add(chunk);
		}
		return chunks;
	}

}
