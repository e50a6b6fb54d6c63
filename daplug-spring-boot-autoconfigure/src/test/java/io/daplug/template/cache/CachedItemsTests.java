package io.daplug.template.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.CachedItem;
import io.daplug.cache.CaffeineItemCache;
import io.daplug.fixture.BackgroundCall;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link CachedItems}: who reads, who waits, and what is kept when reads and
 * writes meet.
 */
class CachedItemsTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final Map<String, AttributeValue> WRITTEN = Map.of("id", AttributeValue.fromS("a"));

	private static final CachedItem OLD = item("old");

	private static final CachedItem NEW = item("new");

	private final AtomicLong nanos = new AtomicLong();

	private final CachedItems items = new CachedItems(new CachedTable(),
			new CachedItems.Way("way", CaffeineItemCache.of(CacheDefinition.DEFAULTS)),
			new TableKeys(TableDefinition.named("orders").hashKey("id").build(),
					new ItemConverter(JsonMapper.shared())),
			this.nanos::get);

	@Test
	void readsAKeyOnce() {
		assertThat(this.items.get(KEY, () -> OLD)).isEqualTo(OLD);
		assertThat(this.items.get(KEY, unread())).isEqualTo(OLD);
	}

	@Test
	void oneThreadReadsAndOthersWait() throws Exception {
		Reading reading = new Reading(OLD);
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		BackgroundCall<CachedItem> waiter = BackgroundCall.startWaiting(() -> this.items.get(KEY, unread()));
		assertThat(this.items.get(ItemKey.of("b"), () -> NEW)).as("other keys do not wait").isEqualTo(NEW);
		reading.end();
		assertThat(reader.get()).isEqualTo(OLD);
		assertThat(waiter.get()).isEqualTo(OLD);
	}

	@Test
	void whatIsReadWhileAWriteEndsIsNotKept() throws Exception {
		Reading reading = new Reading(OLD);
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		this.items.written(WRITTEN, false);
		reading.end();
		assertThat(reader.get()).isEqualTo(OLD);
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
		assertThat(this.items.get(KEY, unread())).isEqualTo(NEW);
	}

	@Test
	void whoComesAfterAWriteDoesNotWaitForAReadThatBeganBeforeIt() throws Exception {
		Reading reading = new Reading(OLD);
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		this.items.written(WRITTEN, false);
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
		reading.end();
		assertThat(reader.get()).isEqualTo(OLD);
		assertThat(this.items.get(KEY, unread())).as("the old read does not replace the new one").isEqualTo(NEW);
	}

	@Test
	void whatIsReadWhileAllIsForgottenIsNotKept() throws Exception {
		Reading reading = new Reading(OLD);
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		this.items.clear();
		reading.end();
		reader.get();
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
	}

	@Test
	void whatWasKeptIsForgottenWithAWrite() {
		this.items.get(KEY, () -> OLD);
		this.items.written(WRITTEN, false);
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
	}

	@Test
	void aRefreshReadsAndIsKept() {
		this.items.get(KEY, () -> OLD);
		assertThat(this.items.refresh(KEY, () -> NEW)).isEqualTo(NEW);
		assertThat(this.items.get(KEY, unread())).isEqualTo(NEW);
	}

	@Test
	void aReadThatBeganBeforeARefreshIsNotKept() throws Exception {
		Reading reading = new Reading(OLD);
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		assertThat(this.items.refresh(KEY, () -> NEW)).isEqualTo(NEW);
		reading.end();
		assertThat(reader.get()).isEqualTo(OLD);
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
	}

	@Test
	void nothingIsKeptWhileAWriteMayStillBeCarriedOut() {
		this.items.written(WRITTEN, true);
		assertThat(this.items.get(KEY, () -> OLD)).isEqualTo(OLD);
		this.nanos.addAndGet(Duration.ofSeconds(59).toNanos());
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
		this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.items.get(KEY, () -> OLD)).isEqualTo(OLD);
		assertThat(this.items.get(KEY, unread())).isEqualTo(OLD);
	}

	@Test
	void aReadThatFailsIsNotKeptAndFailsThoseWhoWait() throws Exception {
		IllegalStateException failure = new IllegalStateException("Not now");
		Reading reading = new Reading(() -> {
			throw failure;
		});
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		BackgroundCall<CachedItem> waiter = BackgroundCall.startWaiting(() -> this.items.get(KEY, unread()));
		reading.end();
		assertThat(failureOf(reader)).isSameAs(failure);
		assertThat(failureOf(waiter)).isSameAs(failure);
		assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
	}

	@Test
	void whenAReaderIsInterruptedAnotherOneReads() throws Exception {
		Reading reading = new Reading(() -> {
			throw new IllegalStateException("Interrupted");
		});
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		BackgroundCall<CachedItem> waiter = BackgroundCall.startWaiting(() -> this.items.get(KEY, () -> NEW));
		reader.interrupt();
		assertThat(failureOf(reader)).isInstanceOf(IllegalStateException.class);
		assertThat(waiter.get()).isEqualTo(NEW);
	}

	@Test
	void whoIsInterruptedWhileWaitingReadsAndStaysInterrupted() throws Exception {
		Reading reading = new Reading(OLD);
		BackgroundCall<CachedItem> reader = BackgroundCall.startWaiting(() -> this.items.get(KEY, reading));
		BackgroundCall<Boolean> waiter = BackgroundCall.startWaiting(() -> {
			assertThat(this.items.get(KEY, () -> NEW)).isEqualTo(NEW);
			return Thread.currentThread().isInterrupted();
		});
		waiter.interrupt();
		assertThat(waiter.get()).isTrue();
		reading.end();
		assertThat(reader.get()).isEqualTo(OLD);
	}

	@Test
	void anErrorOfTheReaderIsItsOwn() {
		assertThat(catchError(() -> this.items.get(KEY, () -> {
			throw new StackOverflowError();
		}))).isInstanceOf(StackOverflowError.class);
		assertThat(this.items.get(KEY, () -> NEW)).as("nobody waits for it").isEqualTo(NEW);
	}

	@Test
	void refusesNothingAfterAFailure() {
		AtomicInteger reads = new AtomicInteger();
		for (int i = 0; i < 3; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.items.get(KEY, () -> {
				reads.incrementAndGet();
				throw new IllegalStateException("Not now");
			}));
		}
		assertThat(reads).hasValue(3);
	}

	private static CachedItem item(String value) {
		return new CachedItem(Map.of("value", AttributeValue.fromS(value)), false);
	}

	private static Supplier<CachedItem> unread() {
		return () -> {
			throw new AssertionError("This must not be read");
		};
	}

	private static Throwable failureOf(BackgroundCall<?> call) {
		Throwable thrown = catchThrowable(call::get);
		return Objects.requireNonNull(thrown.getCause());
	}

	private static Throwable catchError(Supplier<?> call) {
		return catchThrowable(call::get);
	}

	/** A read that is under way until it is ended. */
	private static final class Reading implements Supplier<CachedItem> {

		private final CountDownLatch end = new CountDownLatch(1);

		private final Supplier<CachedItem> outcome;

		Reading(CachedItem item) {
			this(() -> item);
		}

		Reading(Supplier<CachedItem> outcome) {
			this.outcome = outcome;
		}

		@Override
		public CachedItem get() {
			try {
				assertThat(this.end.await(30, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return this.outcome.get();
		}

		void end() {
			this.end.countDown();
		}

	}

}
