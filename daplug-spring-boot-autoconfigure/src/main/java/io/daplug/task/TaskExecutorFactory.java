package io.daplug.task;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

/**
 * Creates the executors that Daplug works on: one for each kind of work, with a limited
 * number of threads and a name of its own. Who creates an executor closes it.
 */
@FunctionalInterface
public interface TaskExecutorFactory {

	/**
	 * Creates an executor for threads that wait for work and stay. They carry nothing of
	 * the thread that starts them: what they work on may come from any other thread.
	 * @param threadNamePrefix what the names of its threads begin with; a number follows
	 * @param concurrency how many threads it has at most
	 * @return the executor
	 */
	SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency);

	/**
	 * Creates an executor for tasks. Each task carries the context of the thread that
	 * hands it over, as the {@linkplain #decorator() decorator} does it. Handing over
	 * waits while all threads are busy.
	 * @param threadNamePrefix what the names of its threads begin with; a number follows
	 * @param concurrency how many tasks run at the same time at most
	 * @return the executor
	 */
	default SimpleAsyncTaskExecutor create(String threadNamePrefix, int concurrency) {
		SimpleAsyncTaskExecutor executor = createForWorkers(threadNamePrefix, concurrency);
		TaskDecorator decorator = decorator();
		if (decorator != null) {
			executor.setTaskDecorator(decorator);
		}
		return executor;
	}

	/**
	 * Returns what carries context from the thread that hands over work to the thread
	 * that does it.
	 * @return the decorator; null if no context is carried
	 */
	default @Nullable TaskDecorator decorator() {
		return null;
	}

	/**
	 * Returns a factory for use without Spring Boot: daemon threads that carry no
	 * context.
	 * @return the factory
	 */
	static TaskExecutorFactory simple() {
		return (threadNamePrefix, concurrency) -> {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(threadNamePrefix);
			executor.setDaemon(true);
			executor.setConcurrencyLimit(concurrency);
			return executor;
		};
	}

}
