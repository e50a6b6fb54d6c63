package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.event.ChangeHandling;
import io.daplug.template.model.BatchFailure;
import io.daplug.template.model.BatchOptions;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Does the parts of a batch several at once. Threads live as long as the call, so a
 * template has nothing to close; a batch of one part needs none.
 *
 * @param <T> type of the entries
 */
final class ParallelWrites<T> {

	private final int parallelism;

	private final Deadline deadline;

	ParallelWrites(BatchOptions options) {
		this.parallelism = options.parallelism();
		this.deadline = new Deadline(options.deadline());
	}

	/** Writes each entry by a request of its own. */
	BatchEntries.Outcome<T> writeEach(List<BatchEntries.Entry<T>> entries, Consumer<BatchEntries.Entry<T>> write) {
		return forEach(entries, (entry) -> {
			BatchEntries.Outcome<T> outcome = BatchEntries.Outcome.empty();
			Backoff backoff = new Backoff(this.deadline);
			while (!this.deadline.expired()) {
				try {
					write.accept(entry);
					outcome.written().add(entry.given());
					return outcome;
				}
				catch (RuntimeException ex) {
					if (refused(ex)) {
						outcome.failed().add(new BatchFailure<>(entry.given(), ex));
						return outcome;
					}
				}
				if (!backoff.pause()) {
					break;
				}
			}
			outcome.unprocessed().add(entry.given());
			return outcome;
		});
	}

	/** Whether a failure is final: neither passing nor cut off by an interruption. */
	static boolean refused(RuntimeException failure) {
		return !(failure instanceof ThrottledException) && !(failure instanceof WriteConflictException)
				&& !(failure.getCause() instanceof AbortedException);
	}

	/** Does each part and gathers what became of them, in the order of the parts. */
	<P> BatchEntries.Outcome<T> forEach(List<P> parts, Function<P, BatchEntries.Outcome<T>> work) {
		BatchEntries.Outcome<T> outcome = BatchEntries.Outcome.empty();
		if (parts.size() <= 1 || this.parallelism == 1) {
			parts.forEach((part) -> outcome.add(work.apply(part)));
			return outcome;
		}
		ExecutorService executor = Executors.newFixedThreadPool(Math.min(this.parallelism, parts.size()), threads());
		try {
			List<Future<BatchEntries.Outcome<T>>> futures = new ArrayList<>();
			// What the caller must not wait for, its threads must not wait for either.
			Function<P, BatchEntries.Outcome<T>> task = ChangeHandling.isUnderWay()
					? (part) -> ChangeHandling.call(() -> work.apply(part)) : work;
			parts.forEach((part) -> futures.add(executor.submit(() -> task.apply(part))));
			futures.forEach((future) -> outcome.add(join(future)));
			return outcome;
		}
		finally {
			executor.shutdownNow();
		}
	}

	Deadline deadline() {
		return this.deadline;
	}

	/**
	 * Waits also when interrupted: requests are under way, and what became of them must
	 * not be lost. The parts see the interruption through the deadline and end soon.
	 */
	private BatchEntries.Outcome<T> join(Future<BatchEntries.Outcome<T>> future) {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return future.get();
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

	private static ThreadFactory threads() {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, "daplug-batch-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

}
