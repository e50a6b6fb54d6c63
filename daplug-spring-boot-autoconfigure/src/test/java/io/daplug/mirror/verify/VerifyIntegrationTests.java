package io.daplug.mirror.verify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.guard.CopySequence;
import io.daplug.guard.Tombstones;
import io.daplug.item.ItemKey;
import io.daplug.mirror.FieldMapping;
import io.daplug.mirror.InvalidMirrorOperationException;
import io.daplug.mirror.MirrorDifference;
import io.daplug.mirror.MirrorDifference.Kind;
import io.daplug.mirror.MirrorReport;
import io.daplug.mirror.VerifyOptions;
import io.daplug.mirror.scan.TwoTables;
import io.daplug.table.TimestampsDefinition;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.copy.Copy;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a comparison finds, and what it repairs.
 */
class VerifyIntegrationTests {

	private static final Consumer<VerifyOptions.Builder> AT_ONCE = (options) -> options.recheck(0, Duration.ZERO);

	private static final Consumer<VerifyOptions.Builder> REPAIR = AT_ONCE.andThen((options) -> options.repair(true));

	private static MirrorReport verify(TwoTables tables, DynamoDbClient client,
			Consumer<VerifyOptions.Builder> options) {
		return new Verifications(tables.tables(client, Clock.systemUTC()), TaskExecutorFactory.simple())
			.verify(TwoTables.MIRROR, VerifyOptions.of(options), () -> false);
	}

	private static MirrorReport verify(TwoTables tables, Consumer<VerifyOptions.Builder> options) {
		return verify(tables, LocalDynamoDb.client(), options);
	}

	private static Map<String, Object> copy(int id, String state) {
		return Map.of("id", "o" + id, "state", state);
	}

	/** Ten items, of which one has no copy and one another one, and a copy of no item. */
	private static void diverge(TwoTables tables, Consumer<Map<String, Object>> copying) {
		for (int id = 0; id < 10; id++) {
			tables.unmirrored().insert(TwoTables.order(id, "NEW"));
			if (id != 4) {
				copying.accept(copy(id, (id == 7) ? "OLD" : "NEW"));
			}
		}
		copying.accept(copy(99, "GONE"));
	}

	@Test
	void findsNothingWhereAllIsAsItShouldBe() {
		try (TwoTables tables = TwoTables.plain()) {
			DaplugTemplate orders = tables.mirroredAtOnce();
			for (int id = 0; id < 30; id++) {
				orders.insert(TwoTables.order(id, "NEW"));
			}
			MirrorReport report = verify(tables, AT_ONCE);
			assertThat(report.isEqual()).isTrue();
			assertThat(report.counts().compared()).isEqualTo(30);
			assertThat(report.counts().differences().total()).isZero();
			assertThat(report.counts().readUnits()).isPositive();
			assertThat(report.samples()).isEmpty();
			assertThat(report.digests().areEqual()).isTrue();
			String before = report.digests().source();
			orders.overwrite(TwoTables.order(3, "PAID"));
			assertThat(verify(tables, AT_ONCE).digests().source()).isNotEqualTo(before);
		}
	}

	@Test
	void findsWhatIsMissingDifferentAndSurplus() {
		try (TwoTables tables = TwoTables.plain()) {
			diverge(tables, tables.copyTemplate()::overwrite);
			MirrorReport report = verify(tables, AT_ONCE);
			assertThat(report.isEqual()).isFalse();
			assertThat(report.counts().compared()).isEqualTo(10);
			assertThat(report.counts().differences().missing()).isOne();
			assertThat(report.counts().differences().different()).isOne();
			assertThat(report.counts().differences().extra()).isOne();
			assertThat(report.counts().repaired()).isZero();
			assertThat(report.samples()).containsExactlyInAnyOrder(new MirrorDifference(Kind.MISSING, ItemKey.of("o4")),
					new MirrorDifference(Kind.DIFFERENT, ItemKey.of("o7")),
					new MirrorDifference(Kind.EXTRA, ItemKey.of("o99")));
			assertThat(report.digests().areEqual()).isFalse();
			assertThat(report.toString()).doesNotContain("NEW", "OLD", "GONE");
			assertThat(verify(tables, AT_ONCE.andThen((options) -> options.samples(1))).samples()).hasSize(1);
			assertThat(tables.copies()).as("nothing repaired unasked").hasSize(10);
		}
	}

	@Test
	void repairs() {
		try (TwoTables tables = TwoTables.plain()) {
			diverge(tables, tables.copyTemplate()::overwrite);
			MirrorReport report = verify(tables, REPAIR);
			assertThat(report.counts().differences().total()).isEqualTo(3);
			assertThat(report.counts().repaired()).isEqualTo(3);
			assertThat(report.isEqual()).isTrue();
			assertThat(report.digests().areEqual()).isTrue();
			assertThat(tables.copies()).containsExactlyInAnyOrderElementsOf(tables.expected());
			assertThat(verify(tables, AT_ONCE).digests()).isEqualTo(report.digests());
		}
	}

	@Test
	void repairsGuardedCopiesSoThatLaterChangesAreStillNewer() {
		try (TwoTables tables = TwoTables.guarded()) {
			diverge(tables, (copy) -> write(tables, Copy.of(copy, place(5))));
			write(tables, Copy.removed(ItemKey.of("o4"), place(6), Duration.ofDays(2)));
			MirrorReport report = verify(tables, REPAIR);
			assertThat(report.counts().differences().total()).isEqualTo(3);
			assertThat(report.isEqual()).isTrue();
			assertThat(report.digests().areEqual()).isTrue();
			assertThat(verify(tables, AT_ONCE).counts().differences().total()).isZero();
			assertThat(tables.copies()).filteredOn((copy) -> copy.containsKey(Tombstones.REMOVED))
				.singleElement()
				.satisfies((copy) -> assertThat(tables.copyTemplate().copies().stored(ItemKey.of("o99")).sequence())
					.isEqualTo(place(5)));
			write(tables, Copy.of(copy(99, "LATE"), place(4)), Copy.of(copy(7, "LATE"), place(4)),
					Copy.of(copy(4, "LATE"), place(5)));
			assertThat(verify(tables, AT_ONCE).isEqual()).as("older changes that come again").isTrue();
			write(tables, Copy.of(copy(7, "NEXT"), place(7)));
			assertThat(tables.copyTemplate().get(ItemKey.of("o7"))).get().isEqualTo(copy(7, "NEXT"));
		}
	}

	@Test
	void leavesACopyThatIsWrittenBetweenLookAndRepair() {
		try (TwoTables tables = TwoTables.guarded()) {
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			write(tables, Copy.of(copy(1, "OLD"), place(5)));
			Before newer = new Before((request) -> request instanceof PutItemRequest, new AtomicInteger(1), () -> {
				tables.unmirrored().overwrite(TwoTables.order(1, "PAID"));
				write(tables, Copy.of(copy(1, "PAID"), place(8)));
			});
			try (DynamoDbClient client = LocalDynamoDb.client(newer)) {
				assertThat(verify(tables, client, REPAIR).digests().areEqual()).isTrue();
			}
			assertThat(newer.left()).hasNonPositiveValue();
			assertThat(tables.copyTemplate().get(ItemKey.of("o1"))).get().isEqualTo(copy(1, "PAID"));
			assertThat(tables.copyTemplate().copies().stored(ItemKey.of("o1")).sequence()).isEqualTo(place(8));
		}
	}

	@Test
	void bringsBackTheCopyOfAnItemThatComesWhileItIsRemoved() {
		try (TwoTables tables = TwoTables.plain()) {
			tables.copyTemplate().insert(copy(1, "NEW"));
			Before insertion = new Before(Before::removes, new AtomicInteger(1),
					() -> tables.mirroredAtOnce().insert(TwoTables.order(1, "NEW")));
			try (DynamoDbClient client = LocalDynamoDb.client(insertion)) {
				verify(tables, client, REPAIR);
			}
			assertThat(insertion.left()).hasNonPositiveValue();
			assertThat(tables.copies()).hasSize(1).containsExactlyElementsOf(tables.expected());
		}
	}

	@Test
	void countsNoDifferenceThatTheMirrorSettlesInTime() {
		try (TwoTables tables = TwoTables.plain()) {
			tables.unmirrored().insert(TwoTables.order(1, "NEW"));
			tables.copyTemplate().insert(copy(99, "NEW"));
			Before mirrored = new Before((request) -> request instanceof BatchGetItemRequest, new AtomicInteger(5),
					() -> tables.copyTemplate().insert(copy(1, "NEW")));
			Before removed = new Before((request) -> request instanceof BatchGetItemRequest, new AtomicInteger(7),
					() -> tables.copyTemplate().delete(ItemKey.of("o99")));
			try (DynamoDbClient client = LocalDynamoDb.client(mirrored, removed)) {
				MirrorReport report = verify(tables, client,
						(options) -> options.segments(1).recheck(3, Duration.ofMillis(1)));
				assertThat(report.counts().differences().total()).isZero();
			}
			assertThat(mirrored.left()).hasNonPositiveValue();
			assertThat(removed.left()).hasNonPositiveValue();
		}
	}

	@Test
	void removesNothingWhileItemsCannotBeCopied() {
		try (TwoTables tables = TwoTables.of((source) -> {
		}, FieldMapping.builder().field("file", "id").build())) {
			tables.unmirrored().insert(Map.of("order_id", "lost"));
			tables.copyTemplate().insert(copy(1, "NEW"));
			MirrorReport report = verify(tables, REPAIR);
			assertThat(report.counts().failed()).isOne();
			assertThat(report.samples()).contains(new MirrorDifference(Kind.FAILED, ItemKey.of("lost")));
			assertThat(report.isEqual()).isFalse();
			assertThat(tables.copies()).hasSize(1);
		}
	}

	@Test
	void findsWhatIsSurplusAmongMoreKeysThanItHolds() {
		try (TwoTables tables = TwoTables.plain()) {
			DaplugTemplate orders = tables.mirroredAtOnce();
			for (int id = 0; id < 60; id++) {
				orders.insert(TwoTables.order(id, "NEW"));
			}
			for (int id = 100; id < 107; id++) {
				tables.copyTemplate().insert(copy(id, "GONE"));
			}
			MirrorReport report = new Verifications(tables.tables(LocalDynamoDb.client(), Clock.systemUTC()),
					TaskExecutorFactory.simple(), 10)
				.verify(TwoTables.MIRROR, VerifyOptions.of(AT_ONCE), () -> false);
			assertThat(report.counts().differences().extra()).isEqualTo(7);
			assertThat(report.counts().compared()).isEqualTo(60);
		}
	}

	@Test
	void comparesNothingThatTheDestinationMakesItself() {
		try (TwoTables tables = TwoTables.of((source) -> {
		}, (destination) -> destination.timestamps(TimestampsDefinition.of("created", "modified")),
				FieldMapping.builder().field("order_id", "id").build())) {
			tables.mirroredAtOnce().insert(TwoTables.order(1, "NEW"));
			assertThat(tables.copies()).singleElement().satisfies((copy) -> assertThat(copy).containsKey("modified"));
			assertThat(verify(tables, AT_ONCE).digests().areEqual()).isTrue();
		}
	}

	@Test
	void endsWhenItIsTold() {
		try (TwoTables tables = TwoTables.plain()) {
			Verifications verifications = new Verifications(tables.tables(LocalDynamoDb.client(), Clock.systemUTC()),
					TaskExecutorFactory.simple());
			assertThatExceptionOfType(InvalidMirrorOperationException.class)
				.isThrownBy(() -> verifications.verify(TwoTables.MIRROR, VerifyOptions.DEFAULTS, () -> true))
				.withMessageContaining("mirror 'archive' was stopped before its end");
		}
	}

	private static void write(TwoTables tables, Copy... copies) {
		assertThat(tables.copyTemplate().copies().write(List.of(copies), (options) -> {
		}).failed()).isEmpty();
	}

	private static CopySequence place(int number) {
		return CopySequence.of("2026-11-27T10:15:30.123", Integer.toString(number));
	}

}
