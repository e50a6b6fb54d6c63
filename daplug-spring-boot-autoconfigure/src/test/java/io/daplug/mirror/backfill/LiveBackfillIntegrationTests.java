package io.daplug.mirror.backfill;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.fixture.LocalDynamoDb;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backfill beside writers, stopped and resumed again and again.
 */
class LiveBackfillIntegrationTests {

	private static final int KEYS = 120;

	private static final int WRITERS = 4;

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
			int resumed = backfillInPieces(tables);
			repair(tables);
			done.set(true);
			for (Future<?> writer : writers) {
				writer.get(1, TimeUnit.MINUTES);
			}
			threads.shutdown();
			tables.awaitMirrored();
			assertThat(resumed).isGreaterThan(2);
			assertThat(writes).hasValueGreaterThan(100);
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
	private static int backfillInPieces(TwoTables tables) throws InterruptedException {
		OperationStore store = new TableOperationStore(LocalDynamoDb.client(),
				TableDefinition.named("operations")
					.tableName(LocalDynamoDb.createTable("id", null))
					.hashKey("id")
					.build());
		Backfills backfills = tables.backfills(store, Clock.systemUTC());
		backfills.begin(TwoTables.MIRROR, BackfillOptions.of((options) -> options.segments(2).pageSize(5)));
		int resumed = 0;
		while (true) {
			long read = backfills.progress(TwoTables.MIRROR).orElseThrow().counts().read();
			while (isRunning(backfills)
					&& backfills.progress(TwoTables.MIRROR).orElseThrow().counts().read() < read + 20) {
				Thread.onSpinWait();
			}
			backfills.close(Duration.ofSeconds(30));
			if (backfills.progress(TwoTables.MIRROR).orElseThrow().state() == BackfillState.COMPLETED) {
				return resumed;
			}
			backfills = tables.backfills(store, Clock.systemUTC());
			backfills.resume(TwoTables.MIRROR);
			resumed++;
		}
	}

	private static boolean isRunning(Backfills backfills) {
		return backfills.progress(TwoTables.MIRROR).orElseThrow().state() == BackfillState.RUNNING;
	}

}
