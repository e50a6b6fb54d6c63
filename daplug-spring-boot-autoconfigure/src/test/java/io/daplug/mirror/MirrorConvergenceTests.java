package io.daplug.mirror;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.daplug.mirror.MirrorHistory.Keying;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the destination of a guarded mirror ends as what its source makes of it,
 * whatever becomes of the changes on their way, over thousands of generated histories
 * (P36). What is promised of mirrors that are not guarded is shown, too, and what would
 * go wrong without a guard, and without tombstones.
 */
class MirrorConvergenceTests {

	private static final int HISTORIES = 150;

	static final TableDefinition DESTINATION = TableDefinition.named("copies")
		.hashKey("run")
		.rangeKey("place")
		.guardedCopies(true)
		.build();

	static MirrorHandler mirror(DaplugTemplate destination, MirrorGuard guard, MirrorTransform transform) {
		return new MirrorHandler(
				MirrorDefinition.named("copies").source("orders").destination("copies").guard(guard).build(),
				TableRegistry.of(List.of(Destination.SOURCE, destination.table())), destination, transform,
				Destination.CONVERTER);
	}

	static DaplugTemplate template(DynamoDbClient client) {
		return DaplugTemplate.builder(client, DESTINATION).converter(Destination.CONVERTER).build();
	}

	@Provide
	Arbitrary<MirrorHistory> moving() {
		return MirrorHistories.of(Keying.MOVING, 30);
	}

	@Provide
	Arbitrary<MirrorHistory> fixed() {
		return MirrorHistories.of(Keying.FIXED, 30);
	}

	@Provide
	Arbitrary<MirrorHistory> shared() {
		return MirrorHistories.of(Keying.SHARED, 30);
	}

	@Provide
	Arbitrary<MirrorHistory> shown() {
		return MirrorHistories.moving();
	}

	@Provide
	Arbitrary<MirrorDelivery> deliveries() {
		return MirrorHistories.deliveries();
	}

	@Property(tries = 1200, edgeCases = EdgeCasesMode.NONE)
	void convergesWhereKeysOfCopiesChange(@ForAll("moving") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		assertThat(end(history, delivery, MirrorGuard.SEQUENCE)).isEqualTo(history.projection());
	}

	/** Streams that show new images alone are enough for these. */
	@Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
	void convergesWithoutOldImagesWhereKeysOfCopiesAreMadeOfKeys(@ForAll("fixed") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		assertThat(end(history, delivery, MirrorGuard.SEQUENCE)).isEqualTo(history.projection());
	}

	/** As long as the changes of both items are numbered together, as in one shard. */
	@Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
	void convergesWhereOneItemTakesTheKeyThatAnotherOneLeft(@ForAll("shared") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		assertThat(end(history, delivery, MirrorGuard.SEQUENCE)).isEqualTo(history.projection());
	}

	@Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
	void convergesWithoutAGuardAfterCrashesAndReplays(@ForAll("moving") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		assertThat(end(history, delivery.without(MirrorDelivery.Stale.NONE).in(MirrorDelivery.Order.AS_MADE),
				MirrorGuard.NONE))
			.isEqualTo(history.projection());
	}

	@Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
	void showsACopyAtAnyTimeWhileItMoves(@ForAll("shown") MirrorHistory history,
			@ForAll("deliveries") MirrorDelivery delivery) {
		Set<String> begun = new HashSet<>();
		MemoryTable table = table(delivery.in(MirrorDelivery.Order.AS_MADE)).observed((stored) -> {
			Set<String> shown = stored.stored()
				.stream()
				.filter((item) -> !item.containsKey("_removed"))
				.map((item) -> item.getOrDefault("place", AttributeValue.fromS("/")).s().split("/")[1])
				.collect(Collectors.toSet());
			begun.addAll(shown);
			assertThat(shown).isEqualTo(begun);
		});
		delivery.in(MirrorDelivery.Order.AS_MADE)
			.to(mirror(template(table), MirrorGuard.SEQUENCE, new MirrorHistory.Transform(history.keying(), "run")),
					history);
		assertThat(begun).hasSameSizeAs(history.projection().keySet());
	}

	@Example
	void divergesWithoutAGuardWhereAStaleWorkerWritesLast() {
		assertThat(diverged(MirrorGuard.NONE, MirrorDelivery::withoutFaults, UnaryOperator.identity()))
			.isGreaterThan(HISTORIES / 20);
	}

	@Example
	void divergesWithoutTombstones() {
		assertThat(diverged(MirrorGuard.SEQUENCE, MirrorDelivery::withoutFaults, MemoryTable::forgetful))
			.isGreaterThan(HISTORIES / 50);
	}

	@Example
	void convergesInTheVeryHistoriesThatDivergeOtherwise() {
		assertThat(diverged(MirrorGuard.SEQUENCE, UnaryOperator.identity(), UnaryOperator.identity())).isZero();
	}

	/**
	 * Shards number their changes apart. Where an item of one takes the key that an item
	 * of another one left, the leave can have the greater number, and nobody can tell
	 * which of the two was later.
	 */
	@Example
	void cannotTellWhichOfTwoItemsHadAKeyLastWhereOthersNumberedTheirChanges() {
		MirrorHistory history = MirrorHistory.of(List.of(new MirrorHistory.Step(0, MirrorHistory.Deed.PUT, 0),
				new MirrorHistory.Step(0, MirrorHistory.Deed.REMOVE, 0),
				new MirrorHistory.Step(1, MirrorHistory.Deed.PUT, 0)), Keying.SHARED);
		MemoryTable table = new MemoryTable(List.of("run", "place"), (request) -> MemoryTable.Fault.NONE);
		MirrorHandler mirror = mirror(template(table), MirrorGuard.SEQUENCE,
				new MirrorHistory.Transform(Keying.SHARED, "run"));
		mirror.handleAll(history.changes().subList(0, 2));
		assertThat(mirror.handleAll(List.of(history.numbered(2, 0)))).isEmpty();
		assertThat(MirrorHistory.seen(template(table))).isEmpty();
	}

	/** Changes that come as they were made, but for a worker that was cut off. */
	private static int diverged(MirrorGuard guard, UnaryOperator<MirrorDelivery> way, UnaryOperator<MemoryTable> kind) {
		Random random = new Random(20261127);
		RandomGenerator<MirrorHistory> histories = MirrorHistories.of(Keying.MOVING, 30).generator(1000);
		RandomGenerator<MirrorDelivery> deliveries = MirrorHistories.deliveries().generator(1000);
		int diverged = 0;
		for (int i = 0; i < HISTORIES; i++) {
			MirrorHistory history = histories.next(random).value();
			MirrorDelivery delivery = way.apply(deliveries.next(random).value().in(MirrorDelivery.Order.AS_MADE));
			diverged += end(history, delivery, guard, kind.apply(table(delivery))).equals(history.projection()) ? 0 : 1;
		}
		return diverged;
	}

	private static MemoryTable table(MirrorDelivery delivery) {
		return new MemoryTable(List.of("run", "place"), delivery.requests());
	}

	private static Map<String, Integer> end(MirrorHistory history, MirrorDelivery delivery, MirrorGuard guard) {
		return end(history, delivery, guard, table(delivery));
	}

	private static Map<String, Integer> end(MirrorHistory history, MirrorDelivery delivery, MirrorGuard guard,
			MemoryTable table) {
		DaplugTemplate template = template(table);
		delivery.to(mirror(template, guard, new MirrorHistory.Transform(history.keying(), "run")), history);
		return MirrorHistory.seen(template);
	}

}
