package io.daplug.task;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;

/**
 * The ways in which a thread does not come to its work.
 */
public enum BrokenThreads implements TaskExecutorFactory {

	/** What carries the context fails on the thread, before the work. */
	DECORATOR_FAILS {

		@Override
		public TaskDecorator decorator() {
			return (task) -> () -> {
				throw new ThreadEndedException();
			};
		}

	},

	/** What carries the context never does the work. */
	DECORATOR_DROPS {

		@Override
		public TaskDecorator decorator() {
			return (task) -> () -> {
			};
		}

	},

	/** There is no thread to be had. */
	EXECUTOR_REJECTS {

		@Override
		public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
			return new SimpleAsyncTaskExecutor(threadNamePrefix) {

				@Override
				protected void doExecute(Runnable task) {
					throw new TaskRejectedException("No threads left");
				}

			};
		}

	},

	/** The executor forgets what it took. */
	EXECUTOR_DROPS {

		@Override
		public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
			return new SimpleAsyncTaskExecutor(threadNamePrefix) {

				@Override
				protected void doExecute(Runnable task) {
				}

			};
		}

	};

	/** Ends a thread and is not printed. */
	private static final class ThreadEndedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@Override
	public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
		SimpleAsyncTaskExecutor executor = TaskExecutorFactory.simple().createForWorkers(threadNamePrefix, concurrency);
		executor.setThreadFactory((task) -> {
			Thread thread = new Thread(task, threadNamePrefix);
			thread.setDaemon(true);
			thread.setUncaughtExceptionHandler((ended, failure) -> {
			});
			return thread;
		});
		return executor;
	}

	@Override
	public @Nullable TaskDecorator decorator() {
		return null;
	}

}
