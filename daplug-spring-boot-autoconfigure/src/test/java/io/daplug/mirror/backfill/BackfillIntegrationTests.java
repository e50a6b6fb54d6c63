package io.daplug.mirror.backfill;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a backfill copies, and what becomes of items that change meanwhile.
 */
class BackfillIntegrationTests {

	private static final BackfillOptions SMALL_PAGES = BackfillOptions.of((options) -> options.segments(3).pageSize(7));

	/** Does something once, after a scan has read and before its items are written. */
	private static final class AfterScan implements ExecutionInterceptor {

		private final AtomicBoolean done = new AtomicBoolean();

		private final Runnable action;

		AfterScan(Runnable action) {
			this.action = action;
		}

		@Override
		public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof ScanRequest && this.done.compareAndSet(false, true)) {
				this.action.run();
			}
		}

	}

	private static BackfillProgress backfill(TwoTables tables, DynamoDbClient client, BackfillOptions options) {
		Backfills backfills = tables.backfills(new InMemoryOperationStore(), Clock.systemUTC(), client);
		backfills.begin(TwoTables.MIRROR, options);
		TwoTables.awaitEnd(backfills);
		return backfills.progress(TwoTables.MIRROR).orElseThrow();
	}

	@Test
	void copiesAllThatTheSourceHas() {
		try (TwoTables tables = TwoTables.plain()) {
			for (int id = 0; id < 60; id++) {
				tables.unmirrored().insert(TwoTables.order(id, "NEW"));
			}
			BackfillProgress progress = backfill(tables, LocalDynamoDb.client(), SMALL_PAGES);
			assertThat(progress.state()).isEqualTo(BackfillState.COMPLETED);
			assertThat(progress.counts().read()).isEqualTo(60);
			assertThat(progress.counts().failed()).isZero();
			assertThat(progress.counts().readUnits()).isPositive();
			assertThat(progress.counts().segmentsDone()).isEqualTo(3);
			assertThat(tables.copies()).hasSize(60).containsExactlyInAnyOrderElementsOf(tables.expected());
		}
	}

	@Test
	void copiesNothingThatNobodyMaySee() {
		try (TwoTables tables = TwoTables.of((source) -> source.unique("state"),
				FieldMapping.builder().field("order_id", "id").build())) {
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			assertThat(tables.expected()).as("the item and a claim").hasSize(2);
			BackfillProgress progress = backfill(tables, LocalDynamoDb.client(), BackfillOptions.DEFAULTS);
			assertThat(progress.counts().read()).isOne();
			assertThat(tables.copies()).hasSize(1);
		}
	}

	@Test
	void removesTheCopyOfAnItemThatIsRemovedBetweenReadAndWrite() {
		try (TwoTables tables = TwoTables.plain()) {
			DaplugTemplate orders = tables.mirroredAtOnce();
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			AfterScan removal = new AfterScan(() -> orders.delete(ItemKey.of("o1")));
			try (DynamoDbClient client = LocalDynamoDb.client(removal)) {
				backfill(tables, client, BackfillOptions.of((options) -> options.segments(1)));
			}
			assertThat(removal.done).isTrue();
			assertThat(tables.copies()).isEmpty();
		}
	}

	@Test
	void keepsTheCopyOfAnItemThatIsModifiedBetweenReadAndWrite() {
		try (TwoTables tables = TwoTables.plain()) {
			DaplugTemplate orders = tables.mirroredAtOnce();
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			AfterScan modification = new AfterScan(() -> orders.overwrite(TwoTables.order(1, "PAID")));
			try (DynamoDbClient client = LocalDynamoDb.client(modification)) {
				backfill(tables, client, BackfillOptions.of((options) -> options.segments(1)));
			}
			assertThat(tables.copies()).singleElement()
				.satisfies((copy) -> assertThat(copy).containsEntry("state", AttributeValue.fromS("PAID")));
		}
	}

	@Test
	void movesTheCopyWhoseKeyChangesBetweenReadAndWrite() {
		try (TwoTables tables = TwoTables.of((source) -> {
		}, FieldMapping.builder().field("state", "id").build())) {
			DaplugTemplate orders = tables.mirroredAtOnce();
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			AfterScan modification = new AfterScan(() -> orders.overwrite(TwoTables.order(1, "PAID")));
			try (DynamoDbClient client = LocalDynamoDb.client(modification)) {
				backfill(tables, client, BackfillOptions.of((options) -> options.segments(1)));
			}
			assertThat(tables.copies()).singleElement()
				.satisfies((copy) -> assertThat(copy).containsEntry("id", AttributeValue.fromS("PAID")));
		}
	}

	@Test
	void countsItemsThatCannotBeCopiedAndCopiesTheOthers() {
		try (TwoTables tables = TwoTables.of((source) -> {
		}, FieldMapping.builder().field("file", "id").build())) {
			DaplugTemplate orders = tables.unmirrored();
			for (int id = 0; id < 10; id++) {
				orders.insert(Map.of("order_id", "o" + id, "file", "f" + id));
			}
			orders.insert(Map.of("order_id", "lost"));
			BackfillProgress progress = backfill(tables, LocalDynamoDb.client(), BackfillOptions.DEFAULTS);
			assertThat(progress.state()).isEqualTo(BackfillState.COMPLETED);
			assertThat(progress.counts().read()).isEqualTo(11);
			assertThat(progress.counts().failed()).isOne();
			assertThat(progress.failures()).singleElement().satisfies((failure) -> {
				assertThat(failure.keyHash()).isEqualTo(MirrorFailure.hash("orders", ItemKey.of("lost")));
				assertThat(failure.type()).endsWith("InvalidKeyException");
				assertThat(failure.toString()).doesNotContain("lost");
			});
			assertThat(tables.copies()).hasSize(10);
		}
	}

	@Test
	void failsWhenTheDestinationCannotBeWrittenAndGoesOnWhenItCan() {
		try (TwoTables tables = TwoTables.plain()) {
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			AtomicBoolean missing = new AtomicBoolean(true);
			ExecutionInterceptor wire = new ExecutionInterceptor() {
				@Override
				public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
					if (missing.get() && !(context.request() instanceof ScanRequest)) {
						throw ResourceNotFoundException.builder().message("gone").build();
					}
				}
			};
			try (DynamoDbClient client = LocalDynamoDb.client(wire)) {
				Backfills backfills = tables.backfills(new InMemoryOperationStore(), Clock.systemUTC(), client);
				backfills.begin(TwoTables.MIRROR, BackfillOptions.DEFAULTS);
				TwoTables.awaitEnd(backfills);
				BackfillProgress failed = backfills.progress(TwoTables.MIRROR).orElseThrow();
				assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
				assertThat(failed.counts().read()).isZero();
				assertThat(failed.failures()).extracting(MirrorFailure::type)
					.contains("io.daplug.dynamodb.TableNotFoundException");
				missing.set(false);
				backfills.resume(TwoTables.MIRROR);
				TwoTables.awaitEnd(backfills);
				assertThat(backfills.progress(TwoTables.MIRROR).orElseThrow().state())
					.isEqualTo(BackfillState.COMPLETED);
				assertThat(tables.copies()).hasSize(1);
			}
		}
	}

	@Test
	void waitsForCapacity() {
		try (TwoTables tables = TwoTables.plain()) {
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			AtomicInteger throttled = new AtomicInteger(4);
			ExecutionInterceptor wire = new ExecutionInterceptor() {
				@Override
				public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
					if (throttled.getAndDecrement() > 0) {
						throw ProvisionedThroughputExceededException.builder().message("slow down").build();
					}
				}
			};
			try (DynamoDbClient client = LocalDynamoDb.client(wire)) {
				BackfillProgress progress = backfill(tables, client,
						BackfillOptions.of((options) -> options.segments(1)));
				assertThat(progress.state()).isEqualTo(BackfillState.COMPLETED);
			}
			assertThat(throttled).hasNegativeValue();
			assertThat(tables.copies()).hasSize(1);
		}
	}

	@Test
	void copiesWhatWasLeftOutOfAnEarlierCopy() {
		try (TwoTables tables = TwoTables.plain()) {
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			backfill(tables, LocalDynamoDb.client(), BackfillOptions.DEFAULTS);
			tables.unmirrored().overwrite(TwoTables.order(1, "PAID"));
			backfill(tables, LocalDynamoDb.client(), BackfillOptions.DEFAULTS);
			assertThat(tables.copies()).singleElement()
				.satisfies((copy) -> assertThat(copy).containsEntry("state", AttributeValue.fromS("PAID")));
		}
	}

}
