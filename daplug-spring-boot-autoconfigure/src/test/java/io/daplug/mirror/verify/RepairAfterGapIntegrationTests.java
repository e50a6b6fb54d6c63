package io.daplug.mirror.verify;

import java.time.Clock;
import java.time.Duration;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.backfill.Backfills;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.mirror.store.InMemoryOperationStore;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What mends a mirror that has missed changes of its source: a removal among them, which
 * no backfill can see.
 */
class RepairAfterGapIntegrationTests {

	/** One change of each kind that the mirror has not heard of. */
	private static void miss(TwoTables tables) {
		DaplugTemplate mirrored = tables.mirroredAtOnce();
		mirrored.insert(TwoTables.order(1, "NEW"));
		mirrored.insert(TwoTables.order(2, "NEW"));
		DaplugTemplate unmirrored = tables.unmirrored();
		unmirrored.overwrite(TwoTables.order(1, "PAID"));
		unmirrored.delete(ItemKey.of("o2"));
		unmirrored.insert(TwoTables.order(3, "NEW"));
	}

	private static void backfill(TwoTables tables) {
		Backfills backfills = tables.backfills(new InMemoryOperationStore(), Clock.systemUTC());
		backfills.begin(TwoTables.MIRROR, BackfillOptions.DEFAULTS);
		TwoTables.awaitEnd(backfills);
		assertThat(backfills.progress(TwoTables.MIRROR).orElseThrow().state()).isEqualTo(BackfillState.COMPLETED);
	}

	private static MirrorReport repair(TwoTables tables) {
		return new Verifications(tables.tables(LocalDynamoDb.client(), Clock.systemUTC()), TaskExecutorFactory.simple())
			.verify(TwoTables.MIRROR, VerifyOptions.of((options) -> options.repair(true).recheck(0, Duration.ZERO)),
					() -> false);
	}

	private static AttributeValue id(int id) {
		return AttributeValue.fromS("o" + id);
	}

	@Test
	void backfillLeavesTheCopyOfAnItemThatIsGone() {
		try (TwoTables tables = TwoTables.plain()) {
			miss(tables);
			backfill(tables);
			assertThat(tables.copies()).extracting((copy) -> copy.get("id"))
				.containsExactlyInAnyOrder(id(1), id(2), id(3));
			assertThat(tables.expected()).extracting((copy) -> copy.get("id")).containsExactlyInAnyOrder(id(1), id(3));
			assertThat(tables.copies()).containsAll(tables.expected());
		}
	}

	@Test
	void repairRemovesItToo() {
		try (TwoTables tables = TwoTables.plain()) {
			miss(tables);
			MirrorReport report = repair(tables);
			assertThat(report.counts().differences().extra()).isOne();
			assertThat(report.counts().repaired()).isEqualTo(3);
			assertThat(tables.copies()).containsExactlyInAnyOrderElementsOf(tables.expected());
		}
	}

}
