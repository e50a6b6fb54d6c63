package io.daplug.template.batching;

import java.util.List;

import io.daplug.task.Deadline;
import io.daplug.task.RetryPause;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.model.UncertainWriteException;

/**
 * Sends each entry by a request of its own.
 *
 * @param <T> type of the entries
 */
final class AloneSender<T> implements PartSender<T> {

	private final BatchDeadline deadline;

	private final BatchPace pace;

	/**
	 * Creates a sender.
	 * @param deadline when the batch, and an entry of it, is given up
	 * @param pace when entries may be sent
	 */
	AloneSender(BatchDeadline deadline, BatchPace pace) {
		this.deadline = deadline;
		this.pace = pace;
	}

	@Override
	public int entriesPerPart() {
		return 1;
	}

	@Override
	public void send(List<BatchEntry<T>> part, BatchOutcome<T> outcome) {
		for (BatchEntry<T> entry : part) {
			if (!this.pace.carryOut(this.deadline, (own) -> send(entry, own, outcome))) {
				outcome.unprocessed(entry);
			}
		}
	}

	private static <T> void send(BatchEntry<T> entry, Deadline deadline, BatchOutcome<T> outcome) {
		RetryPause retry = new RetryPause(deadline);
		while (!deadline.isOver()) {
			try {
				outcome.written(entry.alone().get());
				return;
			}
			catch (UncertainWriteException ex) {
				outcome.uncertain(entry.given(), ex);
				return;
			}
			catch (RuntimeException ex) {
				if (!PassingFailure.is(ex)) {
					outcome.failed(entry.given(), ex);
					return;
				}
			}
			if (!retry.pause()) {
				break;
			}
		}
		outcome.unprocessed(entry);
	}

}
