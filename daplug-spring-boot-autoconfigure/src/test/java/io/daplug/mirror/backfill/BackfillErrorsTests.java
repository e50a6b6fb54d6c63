package io.daplug.mirror.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a backfill when an error is thrown.
 */
@Timeout(30)
class BackfillErrorsTests {

	private static final BackfillOptions ONE_BY_ONE = BackfillOptions.of((options) -> options.segments(1).pageSize(1));

	private static final int ITEMS = 3;

	private static final MirrorTransform MAPPING = FieldMapping.builder().field("order_id", "id").build();

	private final AtomicBoolean broken = new AtomicBoolean();

	private final AtomicBoolean holding = new AtomicBoolean();

	private final TwoTables tables = TwoTables.of((source) -> {
	}, (change) -> {
		if (this.holding.get()) {
			this.open.await();
		}
		if (this.broken.get()) {
			throw new NoClassDefFoundError("Missing");
		}
		return MAPPING.newItem(change);
	});

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T10:00:00Z"));

	private final Backfills backfills = this.tables.backfills(new InMemoryOperationStore(), this.clock);

	/** Holds each change that is mirrored. */
	private final CountDownLatch open = new CountDownLatch(1);

	/** Throws an error from its second save on. */
	private static final class BrokenStore implements OperationStore {

		private final OperationStore store = new InMemoryOperationStore();

		private final AtomicInteger saves = new AtomicInteger();

		@Override
		public Optional<StoredOperation> find(String id) {
			return this.store.find(id);
		}

		@Override
		public @Nullable StoredOperation save(StoredOperation operation) {
			if (this.saves.incrementAndGet() > 1) {
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

	@Test
	void failsAndCanBeResumed() {
		this.broken.set(true);
		this.backfills.begin(TwoTables.MIRROR, ONE_BY_ONE);
		BackfillProgress failed = awaitEnd();
		assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
		assertThat(failed.counts().segmentsDone()).isZero();
		assertThat(failed.failures()).containsExactly(new MirrorFailure(null, NoClassDefFoundError.class.getName()));
		this.broken.set(false);
		this.backfills.resume(TwoTables.MIRROR);
		assertThat(awaitEnd().state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(this.tables.copies()).hasSize(ITEMS);
	}

	@Test
	void copiesNothingMoreWhenNobodyRenewsItsLease() throws InterruptedException {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		Backfills unrenewed = new Backfills(this.tables.tables(LocalDynamoDb.client(), this.clock), new BrokenStore(),
				new BackfillSettings(this.clock, Duration.ofSeconds(30), Duration.ofMillis(5)),
				(prefix, concurrency) -> {
					SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor((task) -> {
						Thread thread = new Thread(task, prefix + threads.size());
						thread.setUncaughtExceptionHandler((failed, error) -> {
						});
						threads.add(thread);
						return thread;
					});
					executor.setConcurrencyLimit(concurrency);
					return executor;
				});
		this.holding.set(true);
		unrenewed.begin(TwoTables.MIRROR, ONE_BY_ONE);
		assertThat(threads).as("one copies, one renews").hasSize(2);
		threads.get(1).join();
		this.open.countDown();
		threads.get(0).join();
		assertThat(this.tables.copies()).hasSize(1);
	}

}
