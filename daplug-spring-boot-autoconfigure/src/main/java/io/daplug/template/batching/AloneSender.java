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

	/**
	 * Creates a sender.
	 * @param deadlines says when an entry is given up that is sent now
	 */
	AloneSender(Supplier<Deadline> deadlines) {
		this.deadlines = deadlines;
	}

	@Override
	public int entriesPerPart() {
		return 1;
	}

	@Override
	public void send(List<BatchEntry<T>> part, BatchOutcome<T> outcome) {
		part.forEach((entry) -> send(entry, outcome));
	}

	private void send(BatchEntry<T> entry, BatchOutcome<T> outcome) {
		Deadline deadline = this.deadlines.get();
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
