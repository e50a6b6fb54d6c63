package io.daplug.stream;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangeHandling;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.task.Backoff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a listener that runs is given changes: order, retries, parking, pause.
 */
@Timeout(60)
class ListenerContainerTests {

	private final TestRegistry test = new TestRegistry();

	private final List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.test.registry().stop();
	}

	@Test
	void handlesTheChangesOfEachKeyInTheirOrderAndManyKeysAtOnce() {
		Map<ItemKey, List<ItemChange<?>>> byKey = new ConcurrentHashMap<>();
		Set<ItemKey> underWay = ConcurrentHashMap.newKeySet();
		AtomicInteger together = new AtomicInteger();
		Set<ItemKey> twice = ConcurrentHashMap.newKeySet();
		this.test.start((change) -> {
			if (!underWay.add(change.key())) {
				twice.add(change.key());
			}
			together.accumulateAndGet(underWay.size(), Math::max);
			byKey.computeIfAbsent(change.key(), (key) -> new CopyOnWriteArrayList<>()).add(change);
			underWay.remove(change.key());
		}, (options) -> options.concurrency(4).queueCapacity(50));
		for (int n = 0; n < 100; n++) {
			for (int key = 0; key < 20; key++) {
				this.test.accept(Changes.modified("k" + key, n, n + 1));
			}
		}
		await().until(() -> byKey.values().stream().mapToInt(List::size).sum() == 2000);
		assertThat(twice).isEmpty();
		assertThat(byKey.values()).allSatisfy((changes) -> {
			for (int i = 1; i < changes.size(); i++) {
				assertThat(changes.get(i).oldItem()).isEqualTo(changes.get(i - 1).newItem());
			}
		});
	}

	@Test
	void handlesDifferentKeysAtTheSameTime() throws Exception {
		CyclicBarrier all = new CyclicBarrier(4);
		CountDownLatch done = new CountDownLatch(4);
		this.test.start((change) -> {
			all.await(30, TimeUnit.SECONDS);
			done.countDown();
		}, (options) -> options.concurrency(4));
		IntStream.range(0, 4).forEach((i) -> this.test.accept(Changes.inserted("k" + i)));
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void hearsOnlyOfWhatItListensTo() {
		this.test.registry()
			.register(ListenerDefinition.named("one")
				.tables(List.of("orders"))
				.operations(Set.of(ChangeKind.REMOVE))
				.filter((change) -> change.key().equals(ItemKey.of("a")))
				.handler(this.handled::add)
				.build());
		this.test.registry().start();
		ItemChange<?> expected = Changes.removed("a");
		this.test.accept(Changes.inserted("a"), Changes.removed("b"), Changes.inserted("prices", "a"), expected);
		await().until(() -> !this.handled.isEmpty());
		this.test.registry().stop();
		assertThat(this.handled).containsExactly(expected);
		assertThat(this.test.parked()).isEmpty();
	}

	@Test
	void handlesWhatCameBeforeItWasStarted() {
		ItemChange<?> first = Changes.inserted("a");
		ItemChange<?> second = Changes.modified("a", 1, 2);
		this.test.accept(first);
		this.test.accept(second);
		this.test.start(this.handled::add, (options) -> options.queueCapacity(1));
		await().until(() -> this.handled.size() == 2);
		assertThat(this.handled).containsExactly(first, second);
	}

	@Test
	void marksThreadsThatHandleChanges() {
		CompletableFuture<Boolean> marked = new CompletableFuture<>();
		this.test.start((change) -> marked.complete(ChangeHandling.isUnderWay() && !ChangeHandling.mayWait()),
				(options) -> {
				});
		this.test.accept(Changes.inserted("a"));
		assertThat(marked.join()).isTrue();
	}

	@Test
	void triesAgainWhatFailsOnce() {
		Set<ItemChange<?>> seen = ConcurrentHashMap.newKeySet();
		this.test.start((change) -> {
			if (seen.add(change)) {
				throw new IllegalStateException("the first time");
			}
			this.handled.add(change);
		}, (options) -> {
		});
		ItemChange<?> first = Changes.inserted("a");
		ItemChange<?> second = Changes.modified("a", 1, 2);
		this.test.accept(first, second);
		await().until(() -> this.handled.size() == 2);
		assertThat(this.handled).containsExactly(first, second);
		assertThat(this.test.parked()).isEmpty();
	}

	@Test
	@DisplayName("What fails always is parked after its last attempt, and its key goes on (P35)")
	void parksWhatFailsAlways() {
		AtomicInteger attempts = new AtomicInteger();
		ItemChange<?> poison = Changes.inserted("a");
		ListenerContainer container = this.test.start((change) -> {
			if (change == poison) {
				throw new IllegalStateException("attempt " + attempts.incrementAndGet());
			}
			this.handled.add(change);
		}, (options) -> {
		});
		ItemChange<?> next = Changes.modified("a", 1, 2);
		this.test.accept(poison, next);
		await().until(() -> this.handled.size() == 1);
		assertThat(this.handled).containsExactly(next);
		assertThat(attempts).hasValue(3);
		assertThat(this.test.parked()).singleElement().satisfies((parked) -> {
			assertThat(parked.listener()).isEqualTo("one");
			assertThat(parked.change()).isSameAs(poison);
			assertThat(parked.attempts()).isEqualTo(3);
			assertThat(parked.cause()).hasMessage("attempt 3");
			assertThat(parked.toString()).doesNotContain("attempt 3");
		});
		assertThat(container.held()).isZero();
	}

	@Test
	void parksWhatFailsWithAnError() {
		this.test.start((change) -> {
			throw new StackOverflowError("deep");
		}, (options) -> options.maxAttempts(1));
		this.test.accept(Changes.inserted("a"));
		this.test.accept(Changes.inserted("b"));
		await().until(() -> this.test.parked().size() == 2);
		assertThat(this.test.parked().get(0).cause()).hasMessage("Listener 'one' threw an error")
			.hasCauseInstanceOf(StackOverflowError.class);
	}

	@Test
	void parksWhatItsFilterCannotDecide() {
		this.test.registry().register(ListenerDefinition.named("one").tables(List.of("orders")).filter((change) -> {
			throw new IllegalStateException("no idea");
		}).handler(this.handled::add).build());
		this.test.registry().start();
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.test.parked().size() == 1);
		assertThat(this.test.parked().get(0).cause()).hasMessage("no idea");
		assertThat(this.handled).isEmpty();
	}

	@Test
	void triesAgainWhatWasInterrupted() {
		AtomicInteger attempts = new AtomicInteger();
		this.test.start((change) -> {
			if (attempts.incrementAndGet() == 1) {
				Thread.currentThread().interrupt();
				new CountDownLatch(1).await();
			}
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.handled.add(change);
		}, (options) -> options.concurrency(1));
		this.test.accept(Changes.inserted("a"));
		this.test.accept(Changes.inserted("b"));
		await().until(() -> this.handled.size() == 2);
		assertThat(this.test.parked()).isEmpty();
	}

	@Test
	void otherKeysGoOnWhileOneIsTriedAgainAndOneBlocks() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.test.start((change) -> {
			if (change.key().equals(ItemKey.of("blocks"))) {
				release.await();
			}
			if (change.key().equals(ItemKey.of("fails"))) {
				throw new IllegalStateException("always");
			}
			this.handled.add(change);
		}, (options) -> options.concurrency(2)
			.maxAttempts(100)
			.backoff(new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1), 1))
			.shutdownTimeout(Duration.ZERO));
		this.test.accept(Changes.inserted("blocks"), Changes.inserted("fails"));
		IntStream.range(0, 50).forEach((i) -> this.test.accept(Changes.inserted("k" + i)));
		await().until(() -> this.handled.size() == 50);
		release.countDown();
	}

	@Test
	void holdsAKeyUntilItIsReleased() {
		ItemChange<?> poison = Changes.inserted("a");
		ListenerContainer container = this.test.start((change) -> {
			if (change == poison) {
				throw new IllegalStateException("broken");
			}
			this.handled.add(change);
		}, (options) -> options.afterPark(AfterPark.HOLD));
		ItemChange<?> held = Changes.modified("a", 1, 2);
		ItemChange<?> other = Changes.inserted("b");
		this.test.accept(poison, held, other);
		await().until(() -> this.test.parked().size() == 2 && this.handled.size() == 1);
		assertThat(this.handled).containsExactly(other);
		assertThat(this.test.parked().get(1)).satisfies((parked) -> {
			assertThat(parked.change()).isSameAs(held);
			assertThat(parked.attempts()).isZero();
			assertThat(parked.cause()).hasMessage("broken");
		});
		assertThat(container.held()).isOne();
		assertThat(container.release(ItemKey.of("a"))).isTrue();
		assertThat(container.release(ItemKey.of("a"))).isFalse();
		ItemChange<?> later = Changes.modified("a", 2, 3);
		this.test.accept(later);
		await().until(() -> this.handled.size() == 2);
		assertThat(this.handled).containsExactly(other, later);
	}

	@Test
	void releasesAKeyThatIsGivenByAttributeNames() {
		ListenerContainer container = this.test.start((change) -> {
			throw new IllegalStateException("broken");
		}, (options) -> options.afterPark(AfterPark.HOLD).maxAttempts(1));
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.test.parked().size() == 1);
		assertThat(container.release(ItemKey.of(Map.of("name", "a")))).isFalse();
		assertThat(container.release(ItemKey.of(Map.of("id", "a", "name", "a")))).isFalse();
		assertThat(container.release(ItemKey.of(Map.of("id", "a")))).isTrue();
		assertThat(container.held()).isZero();
	}

	@Test
	void parksToo() {
		List<ChangeParked> kept = new CopyOnWriteArrayList<>();
		TestRegistry keeping = new TestRegistry(kept::add);
		keeping.start((change) -> {
			throw new IllegalStateException("broken");
		}, (options) -> options.maxAttempts(1));
		keeping.accept(Changes.inserted("a"));
		await().until(() -> keeping.parked().size() == 1);
		assertThat(kept).isEqualTo(keeping.parked());
		keeping.registry().stop();
	}

	@Test
	void tellsOfAParkedChangeAlthoughTheParkingFails() {
		TestRegistry failing = new TestRegistry((parked) -> {
			throw new IllegalStateException("the table is gone");
		});
		failing.start((change) -> {
			if (change.key().equals(ItemKey.of("a"))) {
				throw new IllegalStateException("broken");
			}
			this.handled.add(change);
		}, (options) -> options.maxAttempts(1));
		failing.accept(Changes.inserted("a"), Changes.inserted("b"));
		await().until(() -> failing.parked().size() == 1 && this.handled.size() == 1);
		failing.registry().stop();
	}

	@Test
	void handlesNothingWhileItIsPaused() {
		ListenerContainer container = this.test.start(this.handled::add, (options) -> options.queueCapacity(2));
		container.pause();
		container.pause();
		assertThat(container.state()).isEqualTo(ListenerState.PAUSED);
		this.test.accept(Changes.inserted("a"), Changes.inserted("b"));
		CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> this.test.accept(Changes.inserted("c")));
		assertThat(container.pending()).isEqualTo(2);
		assertThat(this.handled).isEmpty();
		assertThat(writer).isNotCompleted();
		container.resume();
		writer.join();
		await().until(() -> this.handled.size() == 3);
		assertThat(container.state()).isEqualTo(ListenerState.RUNNING);
	}

	@Test
	void slowListenersSlowWritersDownAndLoseNothing() {
		AtomicInteger most = new AtomicInteger();
		CountDownLatch go = new CountDownLatch(1);
		ListenerContainer container = this.test.start((change) -> {
			go.await();
			this.handled.add(change);
		}, (options) -> options.queueCapacity(20));
		List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
			.mapToObj((writer) -> CompletableFuture.runAsync(() -> {
				for (int n = 0; n < 100; n++) {
					this.test.accept(Changes.inserted(writer + "-" + n));
					most.accumulateAndGet(container.pending(), Math::max);
				}
			}, (task) -> new Thread(task).start()))
			.toList();
		await().until(() -> container.pending() == 20);
		assertThat(writers).noneMatch(CompletableFuture::isDone);
		go.countDown();
		writers.forEach(CompletableFuture::join);
		await().until(() -> this.handled.size() == 800);
		assertThat(most.get()).isEqualTo(20);
		assertThat(new HashSet<>(this.handled)).hasSize(800);
	}

	@Test
	void threadsThatHandleChangesNeverWait() {
		CountDownLatch written = new CountDownLatch(1);
		this.test.start((change) -> {
			this.handled.add(change);
			if (change.key().equals(ItemKey.of("a"))) {
				for (int n = 0; n < 50; n++) {
					this.test.accept(Changes.inserted("own-" + n));
				}
				written.countDown();
			}
		}, (options) -> options.concurrency(1).queueCapacity(1));
		this.test.accept(Changes.inserted("a"));
		await().until(() -> this.handled.size() == 51);
		assertThat(written.getCount()).isZero();
	}

}
