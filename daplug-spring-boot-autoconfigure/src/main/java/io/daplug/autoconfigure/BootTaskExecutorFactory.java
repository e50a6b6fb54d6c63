package io.daplug.autoconfigure;

import java.util.List;

import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;

/**
 * Creates executors as Spring Boot is configured: with virtual threads, customizers, and
 * the application's decorators.
 */
final class BootTaskExecutorFactory implements TaskExecutorFactory {

	private final SimpleAsyncTaskExecutorBuilder builder;

	private final @Nullable TaskDecorator decorator;

	BootTaskExecutorFactory(SimpleAsyncTaskExecutorBuilder builder, List<TaskDecorator> decorators) {
		// Boot's decorates everything, workers too; these work for many threads.
		this.builder = builder.taskDecorator(null);
		this.decorator = (decorators.size() > 1) ? new CompositeTaskDecorator(decorators)
				: decorators.stream().findFirst().orElse(null);
	}

	@Override
	public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
		SimpleAsyncTaskExecutor executor = this.builder.threadNamePrefix(threadNamePrefix)
			.concurrencyLimit(concurrency)
			.rejectTasksWhenLimitReached(false)
			.build();
		// The context stops what runs on them when the JVM ends, and waits for it.
		executor.setDaemon(true);
		return executor;
	}

	@Override
	public @Nullable TaskDecorator decorator() {
		return this.decorator;
	}

}
