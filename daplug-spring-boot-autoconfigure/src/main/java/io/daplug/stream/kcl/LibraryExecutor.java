package io.daplug.stream.kcl;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.daplug.task.TaskExecutorFactory;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The application's threads as the executor that the Kinesis Client Library works on.
 */
final class LibraryExecutor extends AbstractExecutorService {

	/** How long tasks that are interrupted have to come to their end. */
	private static final long GRACE_MILLIS = 1000;

	private final SimpleAsyncTaskExecutor executor;

	private volatile boolean shutdown;

	private volatile boolean terminated;

	LibraryExecutor(TaskExecutorFactory executors, String threadNamePrefix) {
		this.executor = executors.createForWorkers(threadNamePrefix, Integer.MAX_VALUE);
		this.executor.setTaskTerminationTimeout(GRACE_MILLIS);
	}

	@Override
	public void execute(Runnable command) {
		if (this.shutdown) {
			throw new RejectedExecutionException("No more tasks are taken");
		}
		this.executor.execute(command);
	}

	@Override
	public void shutdown() {
		this.shutdown = true;
	}

	/** Interrupts what runs, and waits for its end a moment. */
	@Override
	public List<Runnable> shutdownNow() {
		this.shutdown = true;
		this.executor.close();
		this.terminated = true;
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return this.shutdown;
	}

	@Override
	public boolean isTerminated() {
		return this.terminated;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return this.terminated;
	}

}
