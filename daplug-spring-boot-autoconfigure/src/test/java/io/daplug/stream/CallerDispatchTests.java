package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.task.Backoff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for listeners that handle changes on the threads of the writers.
 */
@Timeout(60)
class CallerDispatchTests {

	private final TestRegistry test = new TestRegistry();

	private final List<ItemChange<?>> handled = new ArrayList<>();

	@AfterEach
	void stop() {
		this.test.registry().stop();
	}

	@Test
	void handlesChangesBeforeTheWriterGoesOn() {
		Thread[] thread = new Thread[1];
		start((change) -> {
			thread[0] = Thread.currentThread();
			this.handled.add(change);
		});
		ItemChange<?> change = Changes.inserted("a");
		this.test.accept(change);
		assertThat(this.handled).containsExactly(change);
		assertThat(thread[0]).isSameAs(Thread.currentThread());
	}

	@Test
	void handlesWhatCameBeforeTheStart() {
		ItemChange<?> change = Changes.inserted("a");
		this.test.accept(change);
		start(this.handled::add);
		assertThat(this.handled).containsExactly(change);
	}

	@Test
	void triesAgainAndParksThere() {
		AtomicInteger attempts = new AtomicInteger();
		start((change) -> {
			throw new IllegalStateException("attempt " + attempts.incrementAndGet());
		});
		this.test.accept(Changes.inserted("a"));
		assertThat(this.test.parked()).singleElement().satisfies((parked) -> {
			assertThat(parked.attempts()).isEqualTo(3);
			assertThat(parked.cause()).hasMessage("attempt 3");
		});
	}

	@Test
	void holdsKeys() {
		ListenerContainer container = this.test.start((change) -> {
			throw new IllegalStateException("broken");
		}, (options) -> options.dispatch(Dispatch.CALLER).afterPark(AfterPark.HOLD));
		this.test.accept(Changes.inserted("a"));
		this.test.accept(Changes.modified("a", 1, 2));
		assertThat(this.test.parked()).extracting(ChangeParked::attempts).containsExactly(3, 0);
		assertThat(container.held()).isOne();
	}

	@Test
	void cannotBePaused() {
		ListenerContainer container = start(this.handled::add);
		assertThatIllegalStateException().isThrownBy(container::pause)
			.withMessage("Listener 'one' handles changes on the threads of the writers and cannot be paused");
	}

	@Test
	void handlesWhatAListenerWritesInBetween() {
		ItemChange<?> inner = Changes.modified("b", 1, 2);
		ListenerContainer container = start((change) -> {
			this.handled.add(change);
			if (change != inner) {
				this.test.accept(inner);
			}
		});
		ItemChange<?> outer = Changes.inserted("a");
		this.test.accept(outer);
		assertThat(this.handled).containsExactly(outer, inner);
		assertThat(container.pending()).isZero();
	}

	@Test
	void keepsTheInterruptionOfTheWriter() {
		start((change) -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.handled.add(change);
		});
		Thread.currentThread().interrupt();
		this.test.accept(Changes.inserted("a"));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void reportsWhatIsTriedWhenItStops() {
		CountDownLatch tried = new CountDownLatch(1);
		ListenerContainer container = this.test.start((change) -> {
			tried.countDown();
			throw new IllegalStateException("broken");
		}, (options) -> options.dispatch(Dispatch.CALLER)
			.backoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1), 1))
			.shutdownTimeout(Duration.ofMillis(20)));
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> this.test.accept(Changes.inserted("a")),
				(task) -> new Thread(task).start());
		await().until(() -> tried.getCount() == 0);
		assertThat(container.pending()).isOne();
		this.test.registry().stop();
		writer.join();
		assertThat(this.test.parked()).singleElement().satisfies((parked) -> {
			assertThat(parked.attempts()).isOne();
			assertThat(parked.cause()).isInstanceOf(ListenerStoppedException.class).cause().hasMessage("broken");
		});
		this.test.accept(Changes.inserted("b"));
		assertThat(this.test.parked()).hasSize(2);
	}

	private ListenerContainer start(ChangeHandler handler) {
		return this.test.start(handler, (options) -> options.dispatch(Dispatch.CALLER));
	}

}
