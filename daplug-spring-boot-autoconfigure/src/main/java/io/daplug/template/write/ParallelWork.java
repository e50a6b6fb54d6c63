package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.daplug.event.ChangeHandling;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.task.RetryPause;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.context.PassingFailure;
import io.daplug.template.model.UncertainWriteException;

/**
 * Does the parts of a batch of writes several at once.
 *
 * @param <T> type of the entries
 */
final class ParallelWork<T> {

	private final ParallelParts parallel;

	ParallelWork(TaskExecutorFactory executors, int parallelism, Deadline deadline) {
		this.parallel = new ParallelParts(executors, parallelism, deadline);
	}

	Deadline deadline() {
		return this.parallel.deadline();
	}

	/** Writes each entry by a request of its own. */
	BatchOutcome<T> writeEach(List<BatchEntry<T>> entries) {
		return forEach(entries, (entry) -> {
			BatchOutcome<T> outcome = new BatchOutcome<>();
			RetryPause retry = new RetryPause(deadline());
			while (!deadline().isOver()) {
				try {
					outcome.written(entry.alone().get());
					return outcome;
				}
				catch (UncertainWriteException ex) {
					outcome.uncertain(entry.given(), ex);
					return outcome;
				}
				catch (RuntimeException ex) {
					if (!PassingFailure.is(ex)) {
						outcome.failed(entry.given(), ex);
						return outcome;
					}
				}
				if (!retry.pause()) {
					break;
				}
			}
			outcome.unprocessed(entry.given());
			return outcome;
		});
	}

	/** Does each part and gathers what became of them, in the order of the parts. */
	<P> BatchOutcome<T> forEach(List<P> parts, Function<P, BatchOutcome<T>> work) {
		List<BatchOutcome<T>> outcomes = new ArrayList<>();
		parts.forEach((part) -> outcomes.add(new BatchOutcome<>()));
		this.parallel.forEach(parts.size(), (part) -> outcomes.get(part).add(work.apply(parts.get(part))),
				ParallelWork::carried);
		BatchOutcome<T> outcome = new BatchOutcome<>();
		outcomes.forEach(outcome::add);
		return outcome;
	}

	/** What the caller must not wait for, its threads must not wait for either. */
	private static Runnable carried(Runnable worker) {
		return ChangeHandling.isUnderWay() ? () -> ChangeHandling.run(worker) : worker;
	}

}
