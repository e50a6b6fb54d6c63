package io.daplug.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Threads that do the same work until it ends, as those do that empty a queue.
 */
public final class WorkerGroup {

	private final SimpleAsyncTaskExecutor executor;

	private final List<Worker> workers = new ArrayList<>();

	private WorkerGroup(SimpleAsyncTaskExecutor executor) {
		this.executor = executor;
	}

	/**
	 * Starts as many threads as an executor has at most. If one of them cannot be had,
	 * those that have begun are ended, and nothing is left of them.
	 * @param executor has the threads; it is closed when the threads have ended
	 * @param work what each of them does, until it ends by itself
	 * @param end lets the work of all of them come to its end
	 * @return the threads
	 * @throws org.springframework.core.task.TaskRejectedException if the executor does
	 * not take one of them
	 */
	public static WorkerGroup start(SimpleAsyncTaskExecutor executor, Runnable work, Runnable end) {
		WorkerGroup group = new WorkerGroup(executor);
		try {
			for (int number = 0; number < executor.getConcurrencyLimit(); number++) {
				Worker worker = new Worker(work);
				executor.execute(worker);
				group.workers.add(worker);
			}
			return group;
		}
		catch (RuntimeException | Error ex) {
			end.run();
			executor.close();
			throw ex;
		}
	}

	/**
	 * Interrupts the threads.
	 */
	public void interrupt() {
		this.workers.forEach(Worker::interrupt);
	}

	/**
	 * Waits until the threads have ended, and lets no others start. Does not wait for the
	 * calling thread, if it is one of them. An interruption does not end the waiting and
	 * is kept.
	 * @param nanos how long to wait at most, in nanoseconds
	 * @return the names of the threads that have not ended
	 */
	public List<String> awaitEnd(long nanos) {
		long end = System.nanoTime() + nanos;
		List<String> alive = new ArrayList<>();
		boolean interrupted = false;
		for (Worker worker : this.workers) {
			while (true) {
				try {
					worker.join(end - System.nanoTime());
					break;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			Thread thread = worker.thread;
			if (thread != null && thread.isAlive()) {
				alive.add(thread.getName());
			}
		}
		this.executor.close();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return alive;
	}

	/** One thread, known once it has begun. */
	private static final class Worker implements Runnable {

		private final Runnable work;

		private final CountDownLatch begun = new CountDownLatch(1);

		private volatile @Nullable Thread thread;

		private Worker(Runnable work) {
			this.work = work;
		}

		@Override
		public void run() {
			this.thread = Thread.currentThread();
			this.begun.countDown();
			this.work.run();
		}

		private void interrupt() {
			Thread running = this.thread;
			if (running != null) {
				running.interrupt();
			}
		}

		private void join(long nanos) throws InterruptedException {
			long end = System.nanoTime() + nanos;
			if (!this.begun.await(nanos, TimeUnit.NANOSECONDS)) {
				return;
			}
			Thread running = this.thread;
			if (running != null && running != Thread.currentThread()) {
				// Zero would mean for ever.
				running.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
			}
		}

	}

}
