package io.daplug.template.batching;

import java.util.List;
import java.util.function.Supplier;

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

	private final Supplier<Deadline> deadlines;

	private final BatchPace pace;

	/**
	 * Creates a sender.
	 * @param deadlines says when an entry is given up that is sent now
	 * @param pace when entries may be sent
	 */
	AloneSender(Supplier<Deadline> deadlines, BatchPace pace) {
		this.deadlines = deadlines;
		this.pace = pace;
	}

	@Override
	public int entriesPerPart() {
		return 1;
	}

	@Override
	public void send(List<BatchEntry<T>> part, BatchOutcome<T> outcome) {
		for (BatchEntry<T> entry : part) {
			Deadline deadline = this.deadlines.get();
			if (!this.pace.carryOut(deadline, () -> send(entry, deadline, outcome))) {
				outcome.unprocessed(entry.given());
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
		outcome.unprocessed(entry.given());
	}

}
