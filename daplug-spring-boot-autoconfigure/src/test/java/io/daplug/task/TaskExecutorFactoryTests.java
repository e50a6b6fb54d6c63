package io.daplug.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskExecutorFactory}.
 */
@Timeout(60)
class TaskExecutorFactoryTests {

	@Test
	void runsTasksOnNamedDaemonThreads() {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		try (SimpleAsyncTaskExecutor executor = TaskExecutorFactory.simple().create("daplug-test-", 1)) {
			executor.execute(() -> thread.complete(Thread.currentThread()));
			assertThat(thread.join().getName()).isEqualTo("daplug-test-1");
			assertThat(thread.join().isDaemon()).isTrue();
		}
	}

	@Test
	void makesWhoHandsOverWaitWhileAllThreadsAreBusy() {
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(1);
		try (SimpleAsyncTaskExecutor executor = TaskExecutorFactory.simple().create("daplug-test-", 1)) {
			executor.execute(() -> waitFor(go));
			Thread caller = new Thread(() -> executor.execute(second::countDown));
			caller.start();
			await().until(() -> caller.getState() == Thread.State.WAITING);
			assertThat(second.getCount()).isOne();
			go.countDown();
			waitFor(second);
		}
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void decoratesTasksAndLeavesWorkersAlone() {
		CompletableFuture<Void> decorated = new CompletableFuture<>();
		TaskExecutorFactory factory = new TaskExecutorFactory() {

			@Override
			public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
				return TaskExecutorFactory.simple().createForWorkers(threadNamePrefix, concurrency);
			}

			@Override
			public @Nullable TaskDecorator decorator() {
				return (task) -> () -> decorated.complete(null);
			}

		};
		CompletableFuture<Thread> worker = new CompletableFuture<>();
		try (SimpleAsyncTaskExecutor tasks = factory.create("daplug-test-", 1);
				SimpleAsyncTaskExecutor workers = factory.createForWorkers("daplug-worker-", 1)) {
			workers.execute(() -> worker.complete(Thread.currentThread()));
			assertThat(worker.join().getName()).isEqualTo("daplug-worker-1");
			assertThat(decorated).isNotDone();
			tasks.execute(() -> worker.complete(Thread.currentThread()));
			decorated.join();
		}
	}

}
