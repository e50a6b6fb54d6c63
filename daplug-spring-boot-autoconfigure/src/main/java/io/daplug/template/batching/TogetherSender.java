package io.daplug.template.batching;

import java.util.List;

import io.daplug.table.gate.TableMovedException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.task.Deadline;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ItemBusyException;
import io.daplug.template.write.PreparedWrite;
import io.daplug.template.write.WritePipeline;

/**
 * Sends the entries of a part as one BatchWriteItem request.
 *
 * @param <T> type of the entries
 */
final class TogetherSender<T> implements PartSender<T> {

	private static final int MAX_ENTRIES = 25;

	private final TableContext context;

	private final WritePipeline pipeline;

	private final BatchDeadline deadline;

	private final BatchPace pace;

	/**
	 * Creates a sender.
	 * @param context the table, with requests that the deadline ends
	 * @param pipeline what writes go by
	 * @param deadline when the batch, and a part of it, is given up
	 * @param pace when parts may be sent
	 */
	TogetherSender(TableContext context, WritePipeline pipeline, BatchDeadline deadline, BatchPace pace) {
		this.context = context;
		this.pipeline = pipeline;
		this.deadline = deadline;
		this.pace = pace;
	}

	@Override
	public int entriesPerPart() {
		return MAX_ENTRIES;
	}

	@Override
	public void send(List<BatchEntry<T>> part, BatchOutcome<T> outcome) {
		if (!this.pace.carryOut(this.deadline, (own) -> send(part, own, outcome))) {
			part.forEach(outcome::unprocessed);
		}
	}

	private void send(List<BatchEntry<T>> part, Deadline deadline, BatchOutcome<T> outcome) {
		try {
			this.pipeline.carryOut(writes(part), () -> {
				List<BatchEntry<T>> written = new ChunkSending<>(this.context, deadline, outcome).send(part);
				written.forEach((entry) -> outcome.written(entry.answer()));
				return writes(written);
			});
		}
		catch (ItemBusyException ex) {
			// Thrown before anything is sent.
			part.forEach(outcome::unprocessed);
		}
		catch (TableMovedException | TableMovingException ex) {
			// So are these.
			part.forEach((entry) -> outcome.failed(entry.given(), ex));
		}
	}

	private static <T> List<PreparedWrite<?>> writes(List<BatchEntry<T>> entries) {
		return entries.stream().<PreparedWrite<?>>map(BatchEntry::write).toList();
	}

}
