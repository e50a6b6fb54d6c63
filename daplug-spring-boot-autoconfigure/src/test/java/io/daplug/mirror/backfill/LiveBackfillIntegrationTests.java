package io.daplug.mirror.backfill;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.mirror.store.OperationStore;
import io.daplug.mirror.store.TableOperationStore;
import io.daplug.mirror.verify.Verifications;
import io.daplug.table.TableDefinition;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backfill beside writers, stopped and resumed again and again.
 */
class LiveBackfillIntegrationTests {

	private static final int KEYS = 120;

	private static final int WRITERS = 4;

	private static final int WRITES = 100;

	/** Lets one page through, and holds the others until the instance is told to end. */
	private static final class OnePage implements ExecutionInterceptor {

		private final AtomicInteger scans = new AtomicInteger();

		private final CountDownLatch ending = new CountDownLatch(1);

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof ScanRequest && this.scans.incrementAndGet() > 1) {
				try {
					this.ending.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

		boolean isOver() {
			return this.scans.get() > 1;
		}

	}

	@Test
	void endsWhereTheSourceDoesBesideLiveWriters() throws Exception {
		try (TwoTables tables = TwoTables.plain()) {
			for (int id = 0; id < KEYS; id++) {
				tables.unmirrored().insert(TwoTables.order(id, "OLD"));
			}
			AtomicBoolean done = new AtomicBoolean();
			AtomicInteger writes = new AtomicInteger();
			ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
			List<Future<?>> writers = new ArrayList<>();
			DaplugTemplate orders = tables.mirroredLater();
			for (int writer = 0; writer < WRITERS; writer++) {
				Random random = new Random(writer);
				writers.add(threads.submit(() -> {
					while (!done.get()) {
						write(orders, random);
						writes.incrementAndGet();
					}
				}));
			}
			int resumed;
			try {
				resumed = backfillInPieces(tables);
				repair(tables);
				LongPatience.await().until(() -> writes.get() > WRITES);
			}
			finally {
				done.set(true);
				threads.shutdown();
			}
			for (Future<?> writer : writers) {
				writer.get(1, TimeUnit.MINUTES);
			}
			tables.awaitMirrored();
			assertThat(resumed).isGreaterThan(2);
			assertThat(tables.expected()).hasSizeGreaterThan(KEYS / 4);
			assertThat(tables.copies()).containsExactlyInAnyOrderElementsOf(tables.expected());
		}
	}

	/** What the mirror has not got to yet is repaired, and must not be harmed by it. */
	private static void repair(TwoTables tables) {
		Verifications verifications = new Verifications(tables.tables(LocalDynamoDb.client(), Clock.systemUTC()),
				TaskExecutorFactory.simple());
		for (int round = 0; round < 3; round++) {
			verifications.verify(TwoTables.MIRROR,
					VerifyOptions.of((options) -> options.repair(true).recheck(0, Duration.ZERO)), () -> false);
		}
	}

	private static void write(DaplugTemplate orders, Random random) {
		int id = random.nextInt(KEYS);
		if (random.nextInt(3) == 0) {
			orders.delete(ItemKey.of("o" + id));
		}
		else {
			orders.overwrite(TwoTables.order(id, "S" + random.nextInt(1000)));
		}
	}

	/** Each instance is closed soon after it has begun. */
	private static int backfillInPieces(TwoTables tables) {
		OperationStore store = new TableOperationStore(LocalDynamoDb.client(),
				TableDefinition.named("operations")
					.tableName(LocalDynamoDb.createTable("id", null))
					.hashKey("id")
					.build());
		int pieces = 0;
		while (backfillAPiece(tables, store, pieces == 0) != BackfillState.COMPLETED) {
			pieces++;
		}
		return pieces;
	}

	private static BackfillState backfillAPiece(TwoTables tables, OperationStore store, boolean first) {
		OnePage pages = new OnePage();
		try (DynamoDbClient client = LocalDynamoDb.client(pages)) {
			Backfills backfills = tables.backfills(store, Clock.systemUTC(), client);
			if (first) {
				backfills.begin(TwoTables.MIRROR, BackfillOptions.of((options) -> options.segments(2).pageSize(5)));
			}
			else {
				backfills.resume(TwoTables.MIRROR);
			}
			LongPatience.await()
				.pollInterval(Duration.ofMillis(5))
				.until(() -> pages.isOver() || !isRunning(backfills));
			backfills.close(Duration.ZERO);
			pages.ending.countDown();
			backfills.close(Duration.ofSeconds(30));
			return backfills.progress(TwoTables.MIRROR).orElseThrow().state();
		}
	}

	private static boolean isRunning(Backfills backfills) {
		return backfills.progress(TwoTables.MIRROR).orElseThrow().state() == BackfillState.RUNNING;
	}

}
