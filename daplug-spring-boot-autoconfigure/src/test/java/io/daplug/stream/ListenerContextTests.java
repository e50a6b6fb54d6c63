package io.daplug.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.event.ItemChange;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the context of the thread that hands a change over.
 */
@Timeout(60)
class ListenerContextTests {

	private static final ThreadLocal<@Nullable String> context = new ThreadLocal<>();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private final AtomicInteger captured = new AtomicInteger();

	private TestRegistry test = registry(this::carry);

	@AfterEach
	void stop() {
		context.remove();
		this.test.registry().stop();
	}

	private static TestRegistry registry(TaskDecorator decorator) {
		return new TestRegistry(ChangeParking.NO_OP, new TaskExecutorFactory() {

			@Override
			public SimpleAsyncTaskExecutor createForWorkers(String threadNamePrefix, int concurrency) {
				return TaskExecutorFactory.simple().createForWorkers(threadNamePrefix, concurrency);
			}

			@Override
			public TaskDecorator decorator() {
				return decorator;
			}

		});
	}

	private Runnable carry(Runnable task) {
		this.captured.incrementAndGet();
		String carried = context.get();
		return () -> {
			context.set(carried);
			try {
				task.run();
			}
			finally {
				context.remove();
			}
		};
	}

	@Test
	void carriesTheContextOfTheWriterToTheHandlingOfEachChange() {
		this.test.start(this::see, (options) -> options.concurrency(1));
		context.set("first");
		this.test.accept(Changes.inserted("a"));
		context.set("second");
		this.test.accept(Changes.inserted("b"));
		context.remove();
		this.test.accept(Changes.inserted("c"));
		await().until(() -> this.seen.size() == 3);
		assertThat(this.seen).containsExactly("a first", "b second", "c null");
	}

	@Test
	void carriesItToEveryAttempt() {
		this.test.start((change) -> {
			see(change);
			throw new IllegalStateException("broken");
		}, (options) -> options.maxAttempts(3));
		context.set("first");
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.test.parked().size() == 1);
		assertThat(this.seen).containsExactly("a first", "a first", "a first");
	}

	@Test
	void carriesNoneToAHandlerOfBatches() {
		this.test.start(this::see, (options) -> options.batchSize(10));
		context.set("first");
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.seen.size() == 1);
		assertThat(this.seen).containsExactly("a null");
		assertThat(this.captured).hasValue(0);
	}

	@Test
	void leavesTheWritersOwnThreadAlone() {
		this.test.start(this::see, (options) -> options.dispatch(Dispatch.CALLER));
		context.set("first");
		this.test.accept(Changes.inserted("a"));
		assertThat(this.seen).containsExactly("a first");
		assertThat(this.captured).hasValue(0);
	}

	@Test
	void handlesAChangeThatHasNoContextSinceTheDecoratorFailed() {
		this.test = registry((task) -> {
			throw new IllegalStateException("no context");
		});
		this.test.start(this::see, (options) -> {
		});
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.seen.size() == 1);
	}

	@Test
	void parksAChangeThatTheDecoratorDoesNotLetThrough() {
		this.test = registry((task) -> () -> {
		});
		this.test.start(this::see, (options) -> options.maxAttempts(1));
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.test.parked().size() == 1);
		assertThat(this.test.parked().get(0).cause()).hasMessage("A TaskDecorator did not run its task");
	}

	private void see(ItemChange<?> change) {
		this.seen.add(change.key().hashValue() + " " + context.get());
	}

}
