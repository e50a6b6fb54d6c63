package io.daplug.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Does the parts of a call several at once. Threads live as long as the call, so there is
 * nothing to close; a call of one part needs none.
 *
 * @param executors creates the threads
 * @param parallelism how many parts are done at the same time at most
 * @param deadline when the call ends; it expires when the caller is interrupted
 */
public record ParallelParts(TaskExecutorFactory executors, int parallelism, Deadline deadline) {

	/**
	 * Does each part, and returns when all have ended.
	 * @param parts how many parts there are
	 * @param work does a part, by its place from 0; it must not fail
	 * @param carried what a thread needs of the caller to work
	 */
	public void forEach(int parts, IntConsumer work, UnaryOperator<Runnable> carried) {
		int threads = Math.min(this.parallelism, parts);
		if (threads <= 1) {
			for (int part = 0; part < parts; part++) {
				work.accept(part);
			}
			return;
		}
		AtomicInteger next = new AtomicInteger();
		Runnable task = carried.apply(() -> {
			for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
				work.accept(part);
			}
		});
		try (SimpleAsyncTaskExecutor executor = this.executors.create("daplug-batch-", threads)) {
			List<Future<?>> futures = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				futures.add(executor.submit(task));
			}
			futures.forEach(this::join);
		}
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
