package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.event.ChangeHandling;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.model.ItemBusyException;
import io.daplug.template.model.UncertainWriteException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Does the parts of a batch several at once. Threads live as long as the call, so a
 * template has nothing to close; a batch of one part needs none.
 *
 * @param <T> type of the entries
 */
final class ParallelWork<T> {

	private final TaskExecutorFactory executors;

	private final int parallelism;

	private final Deadline deadline;

	ParallelWork(TaskExecutorFactory executors, int parallelism, Deadline deadline) {
		this.executors = executors;
		this.parallelism = parallelism;
		this.deadline = deadline;
	}

	Deadline deadline() {
		return this.deadline;
	}

	/** Writes each entry by a request of its own. */
	BatchOutcome<T> writeEach(List<BatchEntry<T>> entries) {
		return forEach(entries, (entry) -> {
			BatchOutcome<T> outcome = new BatchOutcome<>();
			RetryPause retry = new RetryPause(this.deadline);
			while (!this.deadline.isOver()) {
				try {
					outcome.written(entry.alone().get());
					return outcome;
				}
				catch (UncertainWriteException ex) {
					outcome.uncertain(entry.given(), ex);
					return outcome;
				}
				catch (RuntimeException ex) {
					if (isFinal(ex)) {
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

	/**
	 * Whether a failure of a request that did nothing is neither passing nor the end of
	 * an interrupted request or of one that had no more time.
	 */
	static boolean isFinal(RuntimeException failure) {
		return !(failure instanceof ThrottledException) && !(failure instanceof WriteConflictException)
				&& !(failure instanceof ItemBusyException) && !(failure.getCause() instanceof AbortedException)
				&& !(failure.getCause() instanceof ApiCallTimeoutException);
	}

	/** Does each part and gathers what became of them, in the order of the parts. */
	<P> BatchOutcome<T> forEach(List<P> parts, Function<P, BatchOutcome<T>> work) {
		BatchOutcome<T> outcome = new BatchOutcome<>();
		int threads = Math.min(this.parallelism, parts.size());
		if (threads <= 1) {
			parts.forEach((part) -> outcome.add(work.apply(part)));
			return outcome;
		}
		List<BatchOutcome<T>> outcomes = new ArrayList<>();
		parts.forEach((part) -> outcomes.add(new BatchOutcome<>()));
		AtomicInteger next = new AtomicInteger();
		Runnable worker = () -> {
			for (int part = next.getAndIncrement(); part < parts.size(); part = next.getAndIncrement()) {
				outcomes.get(part).add(work.apply(parts.get(part)));
			}
		};
		// What the caller must not wait for, its threads must not wait for either.
		Runnable task = ChangeHandling.isUnderWay() ? () -> ChangeHandling.run(worker) : worker;
		try (SimpleAsyncTaskExecutor executor = this.executors.create("daplug-batch-", threads)) {
			List<Future<?>> futures = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				futures.add(executor.submit(task));
			}
			futures.forEach(this::join);
		}
		outcomes.forEach(outcome::add);
		return outcome;
	}

	/**
	 * Waits also when interrupted: requests are under way, and what became of them must
	 * not be lost. The parts see the interruption through the deadline and end soon.
	 */
	private void join(Future<?> future) {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					future.get();
					return;
				}
				catch (InterruptedException ex) {
					interrupted = true;
					this.deadline.expire();
				}
				catch (ExecutionException ex) {
					throw new IllegalStateException("A part of the batch ended unexpectedly", ex.getCause());
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
