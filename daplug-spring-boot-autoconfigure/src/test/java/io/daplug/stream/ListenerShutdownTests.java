package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.task.Backoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the start and the end of listeners: every change is delivered or reported.
 */
@Timeout(60)
class ListenerShutdownTests {

	private final TestRegistry test = new TestRegistry();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	@Test
	void startsAndStopsTwice() {
		ListenerContainer container = this.test.start(this.handled::add, (options) -> {
		});
		this.test.registry().start();
		assertThat(this.test.registry().isRunning()).isTrue();
		assertThat(container.state()).isEqualTo(ListenerState.RUNNING);
		this.test.registry().stop();
		this.test.registry().stop();
		assertThat(this.test.registry().isRunning()).isFalse();
		assertThat(container.state()).isEqualTo(ListenerState.STOPPED);
		this.test.registry().start();
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.handled.size() == 1);
		this.test.registry().stop();
	}

	@Test
	void leavesNoThreadBehind() {
		this.test.start(this.handled::add, (options) -> options.concurrency(3));
		assertThat(threads()).hasSize(3);
		this.test.registry().stop();
		assertThat(threads()).isEmpty();
	}

	@Test
	void stopsAfterTheWebServer() {
		assertThat(this.test.registry().getPhase()).isLessThan(Integer.MAX_VALUE - 2048);
		assertThat(this.test.registry().isAutoStartup()).isTrue();
	}

	@Test
	void handlesWhatItHasBeforeItStops() {
		CountDownLatch go = new CountDownLatch(1);
		ListenerContainer container = this.test.start((change) -> {
			go.await();
			this.handled.add(change);
		}, (options) -> options.queueCapacity(100));
		IntStream.range(0, 100).forEach((i) -> this.test.accept(Changes.inserted("k" + i % 10)));
		CompletableFuture<Void> stop = CompletableFuture.runAsync(this.test.registry()::stop);
		go.countDown();
		stop.join();
		assertThat(this.handled).hasSize(100);
		assertThat(this.test.parked()).isEmpty();
		assertThat(container.pending()).isZero();
	}

	@Test
	void deliversOrReportsEachOfTenThousandChanges() {
		Set<ItemChange<?>> delivered = ConcurrentHashMap.newKeySet();
		AtomicInteger begun = new AtomicInteger();
		this.test.start((change) -> {
			if (begun.incrementAndGet() > 5_000) {
				// However late it is stopped, something is left.
				new CountDownLatch(1).await();
			}
			LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
			delivered.add(change);
		}, (options) -> options.queueCapacity(20_000).shutdownTimeout(Duration.ofMillis(200)));
		List<ItemChange<?>> changes = IntStream.range(0, 10_000)
			.<ItemChange<?>>mapToObj((i) -> Changes.inserted("k" + i % 1000))
			.toList();
		this.test.registry().accept(changes);
		await().until(() -> !delivered.isEmpty());
		this.test.registry().stop();
		Set<ItemChange<?>> all = new HashSet<>(delivered);
		all.addAll(this.test.parkedChanges());
		// AssertJ would compare each with each.
		assertThat(all.equals(Set.copyOf(changes))).as("all changes are delivered or reported").isTrue();
		assertThat(this.test.parked()).isNotEmpty()
			.allSatisfy((parked) -> assertThat(parked.cause()).isInstanceOf(ListenerStoppedException.class)
				.hasMessage("Listener 'one' was stopped before it had handled the change"));
		assertThat(delivered).isNotEmpty();
	}

	@Test
	void reportsTheLaterChangesOfAKeyInTheirOrder() {
		this.test.start((change) -> new CountDownLatch(1).await(),
				(options) -> options.shutdownTimeout(Duration.ofMillis(10)));
		List<ItemChange<?>> changes = IntStream.range(0, 20)
			.<ItemChange<?>>mapToObj((n) -> Changes.modified("a", n, n + 1))
			.toList();
		this.test.registry().accept(changes);
		this.test.registry().stop();
		assertThat(this.test.parkedChanges()).containsExactlyElementsOf(changes);
	}

	@Test
	void interruptsWhatBlocksAndReportsIt() {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		CountDownLatch blocked = new CountDownLatch(1);
		ItemChange<?> change = Changes.inserted("a");
		this.test.start((blocking) -> {
			blocked.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.complete(true);
				throw ex;
			}
		}, (options) -> options.shutdownTimeout(Duration.ofMillis(50)));
		this.test.accept(change);
		await().until(() -> blocked.getCount() == 0);
		this.test.registry().stop();
		assertThat(interrupted).isCompletedWithValue(true);
		assertThat(this.test.parked()).singleElement().satisfies((parked) -> {
			assertThat(parked.change()).isSameAs(change);
			assertThat(parked.attempts()).isOne();
			assertThat(parked.cause()).isInstanceOf(ListenerStoppedException.class)
				.hasCauseInstanceOf(InterruptedException.class);
		});
	}

	@Test
	void reportsWhatGoesOnAlthoughItIsInterrupted() {
		AtomicBoolean release = new AtomicBoolean();
		ItemChange<?> change = Changes.inserted("a");
		this.test.start((stubborn) -> {
			while (!release.get()) {
				LockSupport.parkNanos(1_000_000);
				Thread.interrupted();
			}
		}, (options) -> options.concurrency(1).shutdownTimeout(Duration.ZERO));
		this.test.accept(change);
		this.test.registry().stop();
		assertThat(this.test.parkedChanges()).containsExactly(change);
		release.set(true);
		await().until(() -> threads().isEmpty());
		assertThat(this.test.parked()).hasSize(1);
	}

	@Test
	void reportsWhatWaitsForItsNextAttempt() {
		ListenerContainer container = this.test.start((change) -> {
			throw new IllegalStateException("broken");
		}, (options) -> options.backoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1), 1))
			.shutdownTimeout(Duration.ofMillis(100)));
		ItemChange<?> change = Changes.inserted("a");
		this.test.accept(change);
		await().until(() -> container.counts().retried() == 1);
		this.test.registry().stop();
		assertThat(this.test.parked()).singleElement().satisfies((parked) -> {
			assertThat(parked.attempts()).isOne();
			assertThat(parked.cause()).isInstanceOf(ListenerStoppedException.class).cause().hasMessage("broken");
		});
	}

	@Test
	void reportsWhatAPausedListenerHasWithoutWaiting() {
		ListenerContainer container = this.test.start(this.handled::add,
				(options) -> options.shutdownTimeout(Duration.ofHours(1)));
		container.pause();
		ItemChange<?> change = Changes.inserted("a");
		this.test.accept(change);
		this.test.registry().stop();
		assertThat(this.handled).isEmpty();
		assertThat(this.test.parkedChanges()).containsExactly(change);
		container.resume();
		assertThat(container.state()).isEqualTo(ListenerState.STOPPED);
	}

	@Test
	void reportsWhatComesAfterTheStop() {
		this.test.start(this.handled::add, (options) -> {
		});
		this.test.registry().stop();
		ItemChange<?> change = Changes.inserted("a");
		this.test.accept(change);
		assertThat(this.test.parked()).singleElement().satisfies((parked) -> {
			assertThat(parked.change()).isSameAs(change);
			assertThat(parked.attempts()).isZero();
			assertThat(parked.cause()).isInstanceOf(ListenerStoppedException.class);
		});
	}

	@Test
	void reportsWhatWritersWaitedWith() {
		ListenerContainer container = this.test.start(this.handled::add, (options) -> options.queueCapacity(1));
		container.pause();
		this.test.accept(Changes.inserted("a"));
		List<CompletableFuture<Void>> writers = new ArrayList<>();
		for (int n = 0; n < 3; n++) {
			ItemChange<?> change = Changes.inserted("w" + n);
			writers.add(CompletableFuture.runAsync(() -> this.test.accept(change), (task) -> new Thread(task).start()));
		}
		this.test.registry().stop();
		writers.forEach(CompletableFuture::join);
		assertThat(this.test.parkedChanges()).extracting(ItemChange::key)
			.extracting(ItemKey::hashValue)
			.map(Object::toString)
			.containsExactlyInAnyOrder("a", "w0", "w1", "w2");
	}

	@Test
	void takesWhatOtherListenersWriteWhileTheyFinish() {
		CountDownLatch go = new CountDownLatch(1);
		this.test.registry()
			.register(
					ListenerDefinition.named("archive").tables(List.of("archive")).handler(this.handled::add).build());
		this.test.start((change) -> {
			go.await();
			this.test.accept(Changes.inserted("archive", change.key().hashValue().toString()));
		}, (options) -> options.concurrency(1));
		IntStream.range(0, 30).forEach((i) -> this.test.accept(Changes.inserted("k" + i)));
		CompletableFuture<Void> stop = CompletableFuture.runAsync(this.test.registry()::stop);
		go.countDown();
		stop.join();
		assertThat(this.handled).hasSize(30);
		assertThat(this.test.parked()).isEmpty();
	}

	@Test
	void keepsTheInterruptionOfWhoStopsIt() {
		this.test.start((change) -> new CountDownLatch(1).await(), (options) -> {
		});
		this.test.accept(Changes.inserted("a"));
		Thread.currentThread().interrupt();
		this.test.registry().stop();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.test.parked()).hasSize(1);
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.matches("daplug-one-\\d+"))
			.toList();
	}

}
