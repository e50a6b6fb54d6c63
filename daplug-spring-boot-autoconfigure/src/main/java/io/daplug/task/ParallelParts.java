package io.daplug.task;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Does the parts of a call several at once. Threads live as long as the call, so there is
 * nothing to close; a call of one part needs none. What no thread comes to do is done by
 * the caller.
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
		Supplier<Boolean> share = () -> {
			for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
				work.accept(part);
			}
			return true;
		};
		try (PartQueue<Boolean> queue = new PartQueue<>(this.executors, threads, carried)) {
			for (int thread = 0; thread < threads; thread++) {
				queue.submit(share);
			}
			takeAll(queue);
		}
	}

	/**
	 * Waits also when interrupted, or when a part failed: requests are under way, and
	 * what became of them must not be lost. The parts see the interruption through the
	 * deadline and end soon.
	 */
	private void takeAll(PartQueue<Boolean> queue) {
		boolean interrupted = false;
		IllegalStateException failure = null;
		while (queue.inHand() > 0) {
			try {
				queue.take();
			}
			catch (InterruptedException ex) {
				interrupted = true;
				this.deadline.expire();
			}
			catch (IllegalStateException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (failure != null) {
			throw failure;
		}
	}

}
