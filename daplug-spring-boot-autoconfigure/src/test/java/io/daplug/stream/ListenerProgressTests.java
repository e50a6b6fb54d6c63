package io.daplug.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.MutableClock;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a listener tells of itself: counts, lag, standstill. The changes of
 * these tests were all written at the epoch.
 */
@Timeout(60)
class ListenerProgressTests {

	private final TestRegistry test = new TestRegistry();

	private final MutableClock clock = new MutableClock(Instant.EPOCH);

	@AfterEach
	void stop() {
		this.test.registry().stop();
	}

	@Test
	void countsWhatWasHandledRetriedParkedAndSkipped() {
		AtomicInteger calls = new AtomicInteger();
		ListenerContainer listener = register((change) -> {
			if (change.key().equals(ItemKey.of("bad"))
					|| (change.key().equals(ItemKey.of("shy")) && calls.incrementAndGet() == 1)) {
				throw new IllegalStateException("broken");
			}
		});
		this.test.registry().start();
		this.test.accept(Changes.inserted("a"), Changes.inserted("shy"), Changes.inserted("bad"),
				Changes.inserted("filtered"), Changes.removed("a"), Changes.inserted("prices", "a"));
		await().until(() -> listener.pending() == 0);
		await().untilAsserted(() -> assertThat(listener.counts())
			.as("a and shy are handled; shy is tried twice and bad three times; a filter and a kind skip two")
			.isEqualTo(new ListenerCounts(2, 3, 1, 2)));
	}

	@Test
	void countsAChangeThatTheFilterKeepsAwayOnceHoweverOftenTheOnesBeforeItFail() {
		ListenerContainer listener = registerGathering();
		listener.pause();
		this.test.accept(Changes.inserted("bad"), Changes.removed("bad"));
		listener.resume();
		await().untilAsserted(() -> assertThat(listener.counts()).isEqualTo(new ListenerCounts(0, 2, 1, 1)));
	}

	/** The change after the failing one of its key comes in the same batch each time. */
	private ListenerContainer registerGathering() {
		ListenerContainer listener = this.test.registry()
			.register(ListenerDefinition.named("one")
				.tables(List.of("orders"))
				.filter((change) -> !(change instanceof ItemRemoved))
				.handler((change) -> {
					throw new IllegalStateException("broken");
				})
				.options(TestRegistry.QUICK.with((options) -> options.batchSize(10)))
				.build());
		this.test.registry().start();
		return listener;
	}

	@Test
	void countsWhatIsHandledOnTheWritersThread() {
		ListenerContainer listener = this.test.start((change) -> {
			if (change.key().equals(ItemKey.of("bad"))) {
				throw new IllegalStateException("broken");
			}
		}, with((options) -> options.dispatch(Dispatch.CALLER)));
		this.clock.advance(Duration.ofSeconds(7));
		this.test.accept(Changes.inserted("a"), Changes.inserted("bad"));
		assertThat(listener.counts()).isEqualTo(new ListenerCounts(1, 2, 1, 0));
		assertThat(listener.lag()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void countsWhatASourceWantsAnAnswerForAtOnce() {
		ListenerContainer listener = register((change) -> {
			if (change.key().equals(ItemKey.of("bad"))) {
				throw new IllegalStateException("broken");
			}
		});
		assertThat(
				this.test.registry()
					.handleBatch(List.of(Changes.inserted("a"), Changes.inserted("bad"), Changes.modified("bad", 1, 2),
							Changes.inserted("filtered"), Changes.removed("a"), Changes.inserted("prices", "a"))))
			.hasSize(2);
		assertThat(listener.counts()).as("what comes after a failed change was not tried")
			.isEqualTo(new ListenerCounts(1, 1, 0, 2));
	}

	@Test
	void isBehindByTheAgeOfTheOldestChangeThatItHasAndThenOfTheLastOne() throws Exception {
		CountDownLatch handle = new CountDownLatch(1);
		ListenerContainer listener = this.test.start((change) -> handle.await(), with((options) -> {
		}));
		assertThat(listener.lag()).as("nothing came").isZero();
		this.clock.advance(Duration.ofSeconds(2));
		this.test.accept(Changes.inserted("a"));
		this.clock.advance(Duration.ofSeconds(3));
		this.test.accept(Changes.inserted("b"));
		assertThat(listener.lag()).as("grows").isEqualTo(Duration.ofSeconds(5));
		handle.countDown();
		await().until(() -> listener.counts().handled() == 2);
		this.clock.advance(Duration.ofHours(1));
		assertThat(listener.lag()).as("nothing waits, so it is not behind by an hour").isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void isNotBehindIfTheClockOfAWriterIsAhead() {
		ListenerContainer listener = this.test.start((change) -> {
		}, (options) -> options.clock(new MutableClock(Instant.EPOCH.minusSeconds(9))));
		this.test.accept(Changes.inserted("a"));
		await().until(() -> listener.counts().handled() == 1);
		assertThat(listener.lag()).isZero();
	}

	@Test
	void standsStillWhileItIsDoneWithNoneOfTheChangesThatItHas() {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(1);
		ListenerContainer listener = this.test.start(
				(change) -> (change.key().equals(ItemKey.of("a")) ? first : second).await(),
				with((options) -> options.concurrency(2)));
		this.clock.advance(Duration.ofDays(1));
		assertThat(listener.standstill()).as("has no change").isZero();
		this.test.accept(Changes.inserted("a"), Changes.inserted("b"));
		this.clock.advance(Duration.ofMinutes(6));
		assertThat(listener.standstill()).as("not a day: it got the changes then").isEqualTo(Duration.ofMinutes(6));
		first.countDown();
		await().untilAsserted(() -> assertThat(listener.standstill()).as("one is done with").isZero());
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(listener.standstill()).isEqualTo(Duration.ofMinutes(2));
		second.countDown();
		await().untilAsserted(() -> assertThat(listener.standstill()).isZero());
	}

	@Test
	void standsStillWhileItIsPausedWithChanges() {
		ListenerContainer listener = this.test.start((change) -> {
		}, with((options) -> {
		}));
		listener.pause();
		this.test.accept(Changes.inserted("a"));
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(listener.standstill()).isEqualTo(Duration.ofMinutes(1));
	}

	private ListenerContainer register(ChangeHandler handler) {
		return this.test.registry()
			.register(ListenerDefinition.named("one")
				.tables(List.of("orders"))
				.operations(Set.of(ChangeKind.INSERT, ChangeKind.MODIFY))
				.filter(ListenerProgressTests::isWanted)
				.handler(handler)
				.options(TestRegistry.QUICK)
				.build());
	}

	private static boolean isWanted(ItemChange<?> change) {
		return !change.key().equals(ItemKey.of("filtered"));
	}

	private Consumer<ListenerOptions.Builder> with(Consumer<ListenerOptions.Builder> options) {
		return options.andThen((builder) -> builder.clock(this.clock));
	}

}
