package io.daplug.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PartQueue} and {@link ParallelParts}: nobody waits for threads that do
 * not come.
 */
@Timeout(60)
class PartQueueTests {

	@ParameterizedTest
	@EnumSource
	void doesPartsOnTheTakersThreadThatNoThreadBegins(BrokenThreads threads) throws InterruptedException {
		Set<Thread> workers = ConcurrentHashMap.newKeySet();
		List<Integer> taken = new ArrayList<>();
		try (PartQueue<Integer> queue = new PartQueue<>(threads, 3, UnaryOperator.identity())) {
			for (int number = 0; number < 10; number++) {
				int part = number;
				queue.submit(() -> {
					workers.add(Thread.currentThread());
					return part;
				});
			}
			while (queue.inHand() > 0) {
				taken.add(queue.take());
			}
		}
		assertThat(taken).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
		assertThat(workers).containsExactly(Thread.currentThread());
	}

	@ParameterizedTest
	@EnumSource
	void doesAllPartsOfACallThatNoThreadBegins(BrokenThreads threads) {
		Set<Integer> done = ConcurrentHashMap.newKeySet();
		new ParallelParts(threads, 3, Deadline.never()).forEach(10, done::add, UnaryOperator.identity());
		assertThat(done).hasSize(10);
	}

	@Test
	void goesOnWithTheThreadsThatBegin() throws InterruptedException {
		AtomicInteger started = new AtomicInteger();
		TaskExecutorFactory twoOfMany = decorating((task) -> switch (started.incrementAndGet()) {
			case 2, 4 -> task;
			default -> () -> {
			};
		});
		Set<Thread> workers = ConcurrentHashMap.newKeySet();
		CountDownLatch both = new CountDownLatch(2);
		try (PartQueue<Boolean> queue = new PartQueue<>(twoOfMany, 4, UnaryOperator.identity())) {
			for (int number = 0; number < 20; number++) {
				queue.submit(() -> {
					workers.add(Thread.currentThread());
					both.countDown();
					return isOpen(both);
				});
			}
			while (queue.inHand() > 0) {
				assertThat(queue.take()).isTrue();
			}
		}
		assertThat(workers).hasSize(2).doesNotContain(Thread.currentThread());
	}

	/** A thread that did not come to its work takes nobody's place. */
	@Test
	void hasOtherThreadsForThoseThatDoNotBegin() throws InterruptedException {
		List<Thread> lost = new CopyOnWriteArrayList<>();
		AtomicInteger started = new AtomicInteger();
		TaskExecutorFactory allButTheSecond = decorating(
				(task) -> (started.incrementAndGet() == 2) ? () -> lost.add(Thread.currentThread()) : task);
		CountDownLatch both = new CountDownLatch(2);
		Supplier<Boolean> part = () -> {
			both.countDown();
			return isOpen(both);
		};
		try (PartQueue<Boolean> queue = new PartQueue<>(allButTheSecond, 2, UnaryOperator.identity())) {
			queue.submit(part);
			queue.submit(part);
			await().until(() -> lost.size() == 1);
			lost.get(0).join();
			queue.submit(part);
			for (int number = 0; number < 3; number++) {
				assertThat(queue.take()).isTrue();
			}
		}
	}

	private static TaskExecutorFactory decorating(TaskDecorator decorator) {
		return new TaskExecutorFactory() {

			@Override
			public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
				return TaskExecutorFactory.simple().createForWorkers(threadNamePrefix, concurrency);
			}

			@Override
			public TaskDecorator decorator() {
				return decorator;
			}

		};
	}

	private static boolean isOpen(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void returnsFromPartsWhenAllHaveEndedAlthoughOneFails() {
		CountDownLatch failing = new CountDownLatch(1);
		Set<Integer> done = ConcurrentHashMap.newKeySet();
		AssertionError broken = new AssertionError("broken");
		ParallelParts parts = new ParallelParts(TaskExecutorFactory.simple(), 2, Deadline.never());
		assertThatIllegalStateException().isThrownBy(() -> parts.forEach(2, (part) -> {
			if (part == 0) {
				failing.countDown();
				throw broken;
			}
			isOpen(failing);
			done.add(part);
		}, UnaryOperator.identity())).withCause(broken);
		assertThat(done).containsExactly(1);
	}

}
