package io.daplug.mirror.backfill;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.MirrorFailure;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.mirror.verify.Verifications;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.UpcastException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Copies of items of several versions: what was {@code status} in version 1 is
 * {@code state} in version 2. An item without a status cannot be brought to version 2.
 */
class VersionedBackfillIntegrationTests {

	private static final SchemaUpcaster TO_2 = SchemaUpcaster.of("orders", 1, (item) -> {
		Object status = item.remove("status");
		if (status == null) {
			throw new IllegalStateException("no status");
		}
		item.put("state", status);
		return item;
	});

	private static TwoTables tables() {
		return TwoTables
			.of((source) -> source.schemaVersion(new SchemaVersionDefinition("_v", 2)),
					FieldMapping.builder().field("order_id", "id").build())
			.with(TO_2);
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static void put(TwoTables tables, Map<String, AttributeValue> item) {
		LocalDynamoDb.client().putItem((put) -> put.tableName(tables.source().tableName()).item(item));
	}

	/** Puts items of both versions, five of each. */
	private static void putTen(TwoTables tables) {
		for (int id = 0; id < 5; id++) {
			put(tables, Map.of("order_id", text("o" + id), "status", text("NEW")));
		}
		for (int id = 5; id < 10; id++) {
			tables.unmirrored().insert(TwoTables.order(id, "NEW"));
		}
	}

	private static BackfillProgress backfill(TwoTables tables, DynamoDbClient client) {
		Backfills backfills = tables.backfills(new InMemoryOperationStore(), Clock.systemUTC(), client);
		backfills.begin(TwoTables.MIRROR, BackfillOptions.of((options) -> options.segments(1).pageSize(4)));
		TwoTables.awaitEnd(backfills);
		return backfills.progress(TwoTables.MIRROR).orElseThrow();
	}

	@Test
	void copiesItemsInTheCurrentVersion() {
		try (TwoTables tables = tables()) {
			putTen(tables);
			BackfillProgress progress = backfill(tables, LocalDynamoDb.client());
			assertThat(progress.state()).isEqualTo(BackfillState.COMPLETED);
			assertThat(tables.copies()).hasSize(10)
				.allSatisfy(
						(copy) -> assertThat(copy).containsOnlyKeys("id", "state").containsEntry("state", text("NEW")));
			MirrorReport report = new Verifications(tables.tables(LocalDynamoDb.client(), Clock.systemUTC()),
					TaskExecutorFactory.simple())
				.verify(TwoTables.MIRROR, VerifyOptions.of((options) -> options.recheck(0, Duration.ZERO)),
						() -> false);
			assertThat(report.isEqual()).isTrue();
		}
	}

	@Test
	void countsItemsThatCannotBeBroughtToItAndCopiesTheOthers() {
		try (TwoTables tables = tables()) {
			putTen(tables);
			put(tables, Map.of("order_id", text("bad")));
			BackfillProgress progress = backfill(tables, LocalDynamoDb.client());
			assertThat(progress.state()).isEqualTo(BackfillState.COMPLETED);
			assertThat(progress.counts().read()).isEqualTo(11);
			assertThat(progress.counts().failed()).isOne();
			assertThat(progress.failures()).singleElement().satisfies((failure) -> {
				assertThat(failure.keyHash()).isEqualTo(MirrorFailure.hash("orders", ItemKey.of("bad")));
				assertThat(failure.type()).isEqualTo(UpcastException.class.getName());
			});
			assertThat(tables.copies()).hasSize(10);
		}
	}

	@Test
	void countsAnItemThatCannotBeBroughtToItAnyMoreWhileItIsCopied() {
		try (TwoTables tables = tables()) {
			putTen(tables);
			AtomicBoolean done = new AtomicBoolean();
			ExecutionInterceptor wire = new ExecutionInterceptor() {
				@Override
				public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
					if (context.request() instanceof ScanRequest && done.compareAndSet(false, true)) {
						for (int id = 0; id < 10; id++) {
							put(tables, Map.of("order_id", text("o" + id)));
						}
					}
				}
			};
			try (DynamoDbClient client = LocalDynamoDb.client(wire)) {
				BackfillProgress progress = backfill(tables, client);
				assertThat(progress.state()).isEqualTo(BackfillState.COMPLETED);
				assertThat(progress.counts().read()).isEqualTo(10);
				assertThat(progress.counts().failed()).isEqualTo(10);
			}
		}
	}

	@Test
	void endsAtAnItemOfALaterVersion() {
		try (TwoTables tables = tables()) {
			putTen(tables);
			put(tables, Map.of("order_id", text("later"), "state", text("NEW"), "_v", AttributeValue.fromN("3")));
			BackfillProgress failed = backfill(tables, LocalDynamoDb.client());
			assertThat(failed.state()).isEqualTo(BackfillState.FAILED);
			assertThat(failed.failures()).singleElement()
				.satisfies((failure) -> assertThat(failure.type()).endsWith("FutureItemException"));
			assertThat(tables.copies()).extracting((copy) -> copy.get("id")).doesNotContain(text("later"));
		}
	}

	@Test
	void mirrorsAChangeOfAnOldItemInTheCurrentVersion() {
		try (TwoTables tables = tables()) {
			put(tables, Map.of("order_id", text("o1"), "status", text("NEW")));
			tables.mirroredAtOnce().change(ItemKey.of("o1"), (change) -> change.set("note", "x"));
			assertThat(tables.copies())
				.containsExactly(Map.of("id", text("o1"), "state", text("NEW"), "note", text("x")));
		}
	}

}
