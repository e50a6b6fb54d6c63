package io.daplug.queue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WorkerGroup}.
 */
@Timeout(60)
class WorkerGroupTests {

	private static final Runnable NOTHING = () -> {
	};

	private final SimpleAsyncTaskExecutor executor = TaskExecutorFactory.simple().createForWorkers("daplug-work-", 3);

	@Test
	void worksOnAsManyThreadsAsTheExecutorHas() {
		Set<String> names = ConcurrentHashMap.newKeySet();
		WorkerGroup group = WorkerGroup.start(this.executor, () -> names.add(Thread.currentThread().getName()),
				NOTHING);
		assertThat(group.awaitEnd(Duration.ofSeconds(20).toNanos())).isEmpty();
		assertThat(names).containsExactlyInAnyOrder("daplug-work-1", "daplug-work-2", "daplug-work-3");
		assertThat(this.executor.isActive()).isFalse();
	}

	@Test
	void namesTheThreadsThatGoOn() throws InterruptedException {
		AtomicBoolean release = new AtomicBoolean();
		AtomicBoolean interrupted = new AtomicBoolean();
		CountDownLatch begun = new CountDownLatch(3);
		WorkerGroup group = WorkerGroup.start(this.executor, () -> {
			begun.countDown();
			while (!release.get()) {
				LockSupport.parkNanos(1_000_000);
				if (Thread.interrupted()) {
					interrupted.set(true);
				}
			}
		}, NOTHING);
		begun.await();
		await().until(() -> {
			group.interrupt();
			return interrupted.get();
		});
		assertThat(group.awaitEnd(1)).hasSize(3).allMatch((name) -> name.startsWith("daplug-work-"));
		release.set(true);
		assertThat(group.awaitEnd(Duration.ofSeconds(20).toNanos())).isEmpty();
	}

	@Test
	void keepsAnInterruptionAndWaitsOn() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(3);
		CountDownLatch go = new CountDownLatch(1);
		WorkerGroup group = WorkerGroup.start(this.executor, () -> {
			begun.countDown();
			try {
				go.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, NOTHING);
		begun.await();
		Thread.currentThread().interrupt();
		assertThat(group.awaitEnd(1)).hasSize(3);
		assertThat(Thread.interrupted()).isTrue();
		go.countDown();
		Thread.currentThread().interrupt();
		assertThat(group.awaitEnd(Duration.ofSeconds(20).toNanos())).isEmpty();
		assertThat(Thread.interrupted()).isTrue();
	}

	/** Where a thread is not to be had, those before it would work for nobody. */
	@Test
	void endsAllThreadsWhereOneCannotBeHad() throws InterruptedException {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		this.executor.setThreadFactory((task) -> {
			if (threads.size() == 2) {
				throw new IllegalStateException("no more threads");
			}
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			threads.add(thread);
			return thread;
		});
		KeyedQueue<String, String> queue = KeyedQueue.limitingPending(10, 3);
		assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> WorkerGroup.start(this.executor, () -> queue.take(1, Gathering.none()), queue::abort))
			.withStackTraceContaining("no more threads");
		assertThat(threads).hasSize(2);
		for (Thread thread : threads) {
			thread.join(20_000);
			assertThat(thread.isAlive()).isFalse();
		}
		assertThat(this.executor.isActive()).isFalse();
	}

}
