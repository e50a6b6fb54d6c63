package io.daplug.mirror.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.MutableClock;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.MirrorTransform;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.StoredOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a backfill when an error is thrown.
 */
@Timeout(60)
class BackfillErrorsTests {

	private static final BackfillOptions ONE_BY_ONE = BackfillOptions.of((options) -> options.segments(1).pageSize(1));

	private static final int ITEMS = 3;

	private static final MirrorTransform MAPPING = FieldMapping.builder().field("order_id", "id").build();

	/** What the mirror throws; null for nothing. */
	private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

	private final AtomicBoolean holding = new AtomicBoolean();

	/** Whether a change is held. */
	private final AtomicBoolean held = new AtomicBoolean();

	private final TwoTables tables = TwoTables.of((source) -> {
	}, (change) -> {
		if (this.holding.get()) {
			this.held.set(true);
			this.open.await();
		}
		Throwable thrown = this.fault.get();
		if (thrown instanceof Error error) {
			throw error;
		}
		if (thrown instanceof Exception exception) {
			throw exception;
		}
		return MAPPING.newItem(change);
	});

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T10:00:00Z"));

	private final Backfills backfills = this.tables.backfills(new InMemoryOperationStore(), this.clock);

	/** Holds each change that is mirrored. */
	private final CountDownLatch open = new CountDownLatch(1);

	/** Throws an error as soon as a change is held. */
	private final class BrokenStore implements OperationStore {

		private final OperationStore store = new InMemoryOperationStore();

		@Override
		public Optional<StoredOperation> find(String id) {
			return this.store.find(id);
		}

		@Override
		public @Nullable StoredOperation save(StoredOperation operation) {
			if (BackfillErrorsTests.this.held.get()) {
				throw new NoClassDefFoundError("Missing");
			}
			return this.store.save(operation);
		}

		@Override
		public boolean isShared() {
			return false;
		}

	}

	@BeforeEach
	void fill() {
		for (int id = 0; id < ITEMS; id++) {
			this.tables.unmirrored().insert(TwoTables.order(id, "NEW"));
		}
	}

	@AfterEach
	void close() {
		this.tables.close();
	}

	private BackfillProgress awaitEnd() {
		TwoTables.awaitEnd(this.backfills);
		return this.backfills.progress(TwoTables.MIRROR).orElseThrow();
	}

	private Backfills withThreads(OperationStore store, ThreadFactory threads) {
		return new Backfills(this.tables.tables(LocalDynamoDb.client(), this.clock), store,
				new BackfillSettings(this.clock, Duration.ofSeconds(30), Duration.ofMillis(5)),
				(prefix, concurrency) -> {
					SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(threads);
					executor.setConcurrencyLimit(concurrency);
					return executor;
				});
	}

	/** Some threads, and none more. */
	private static ThreadFactory threads(int number) {
		AtomicInteger left = new AtomicInteger(number);
		return (task) -> {
			if (left.getAndDecrement() == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return new Thread(task);
		};
	}

	static List<Throwable> faults() {
		return List.of(new NoClassDefFoundError("Missing"), new InterruptedException(),
				new ExecutionException("The method threw an error", new NoClassDefFoundError("Missing")));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void failsAndCanBeResumed(Throwable thrown) {
		this.fault.set(thrown);
		this.backfills.begin(TwoTables.MIRROR, ONE_BY_ONE);
		BackfillProgress failed = awaitEnd();
		assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
		assertThat(failed.counts().segmentsDone()).isZero();
		assertThat(failed.failures()).extracting(MirrorFailure::type).containsExactly(thrown.getClass().getName());
		this.fault.set(null);
		this.backfills.resume(TwoTables.MIRROR);
		assertThat(awaitEnd().state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(this.tables.copies()).hasSize(ITEMS);
	}

	@Test
	void copiesNothingMoreWhenNobodyRenewsItsLease() throws InterruptedException {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		Backfills unrenewed = withThreads(new BrokenStore(), (task) -> {
			Thread thread = new Thread(task);
			thread.setUncaughtExceptionHandler((failed, error) -> {
			});
			threads.add(thread);
			return thread;
		});
		this.holding.set(true);
		unrenewed.begin(TwoTables.MIRROR, ONE_BY_ONE);
		assertThat(threads).as("one renews, one copies").hasSize(2);
		threads.get(0).join();
		this.open.countDown();
		threads.get(1).join();
		assertThat(this.tables.copies()).hasSize(1);
	}

	@Test
	void failsWhenThereIsNoThreadForASegment() {
		Backfills backfills = withThreads(new InMemoryOperationStore(), threads(1));
		backfills.begin(TwoTables.MIRROR, ONE_BY_ONE);
		TwoTables.awaitEnd(backfills);
		BackfillProgress failed = backfills.progress(TwoTables.MIRROR).orElseThrow();
		assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
		assertThat(failed.failures()).containsExactly(new MirrorFailure(null, TaskRejectedException.class.getName()));
	}

	@Test
	void doesNotRunWhenThereIsNoThreadAtAll() {
		Backfills backfills = withThreads(new InMemoryOperationStore(), threads(0));
		assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> backfills.begin(TwoTables.MIRROR, ONE_BY_ONE));
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(backfills.progress(TwoTables.MIRROR).orElseThrow().state()).isEqualTo(BackfillState.INTERRUPTED);
	}

}
