package io.daplug.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.mirror.MirrorHistory.Deed;
import io.daplug.mirror.MirrorHistory.Keying;
import io.daplug.mirror.MirrorHistory.Step;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what a guarded mirror sends, and what it refuses.
 */
class GuardedMirrorTests {

	private final List<String> states = new ArrayList<>();

	private final MemoryTable table = new MemoryTable(List.of("run", "place"), (request) -> MemoryTable.Fault.NONE)
		.observed((stored) -> this.states.add(state(stored)));

	@Test
	void writesTheLastStateOfEachCopyAlone() {
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0), put(0, 0), put(1, 0), put(0, 0)), Keying.MOVING);
		assertThat(mirror(Keying.MOVING).handleAll(history.changes())).isEmpty();
		assertThat(this.states).hasSize(2);
		assertThat(MirrorHistory.seen(MirrorConvergenceTests.template(this.table))).isEqualTo(history.projection());
	}

	/** A replay may bring an older change after a newer one. */
	@Test
	void takesTheNewestOfSeveralChangesAsTheLastState() {
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0), put(0, 0)), Keying.MOVING);
		List<ItemChange<?>> reversed = List.of(history.changes().get(1), history.changes().get(0));
		assertThat(mirror(Keying.MOVING).handleAll(reversed)).isEmpty();
		assertThat(MirrorHistory.seen(MirrorConvergenceTests.template(this.table))).isEqualTo(Map.of("g0/o0", 1));
	}

	@Test
	void putsACopyThatMovesBeforeItLeavesATombstone() {
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0), put(0, 1)), Keying.MOVING);
		mirror(Keying.MOVING).handleAll(history.changes().subList(0, 1));
		mirror(Keying.MOVING).handleAll(history.changes().subList(1, 2));
		assertThat(this.states).containsExactly("g0/o0", "g0/o0 g1/o0", "g0/o0(removed) g1/o0");
	}

	@Test
	void leavesTheOldCopyWhereTheNewOneCannotBePut() {
		MemoryTable broken = new MemoryTable(List.of("run", "place"),
				(request) -> (request == 1) ? MemoryTable.Fault.BEFORE : MemoryTable.Fault.NONE);
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0), put(0, 1)), Keying.MOVING);
		MirrorHandler mirror = MirrorConvergenceTests.mirror(MirrorConvergenceTests.template(broken),
				MirrorGuard.SEQUENCE, new MirrorHistory.Transform(Keying.MOVING, "run"));
		mirror.handleAll(history.changes().subList(0, 1));
		List<FailedChange> failed = mirror.handleAll(history.changes().subList(1, 2));
		assertThat(failed).singleElement().extracting(FailedChange::change).isEqualTo(history.changes().get(1));
		assertThat(state(broken)).isEqualTo("g0/o0");
		assertThat(mirror.handleAll(history.changes().subList(1, 2))).isEmpty();
		assertThat(state(broken)).isEqualTo("g0/o0(removed) g1/o0");
	}

	@Test
	void refusesAChangeThatDoesNotShowWhereACopyMovesFrom() {
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0), put(0, 1)), Keying.FIXED);
		MirrorHandler mirror = MirrorConvergenceTests.mirror(MirrorConvergenceTests.template(this.table),
				MirrorGuard.SEQUENCE, new MirrorHistory.Transform(Keying.MOVING, "run"));
		assertThat(mirror.handleAll(history.changes())).singleElement()
			.satisfies((failed) -> assertThat(failed.cause()).isInstanceOf(UnknownCopyException.class)
				.hasMessageContaining("does not hold the old item"));
	}

	@Test
	void refusesAChangeThatNoStreamNumbered() {
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0)), Keying.MOVING);
		assertThat(mirror(Keying.MOVING).handleAll(List.of(history.unnumbered(0)))).singleElement()
			.satisfies((failed) -> assertThat(failed.cause()).isInstanceOf(UnknownCopyException.class)
				.hasMessageContaining("does not come from a stream"));
		assertThat(this.states).isEmpty();
	}

	@Test
	void refusesATableThatWouldShowTombstones() {
		DaplugTemplate shown = DaplugTemplate
			.builder(this.table, TableDefinition.named("copies").hashKey("run").rangeKey("place").build())
			.build();
		assertThatIllegalStateException()
			.isThrownBy(() -> MirrorConvergenceTests.mirror(shown, MirrorGuard.SEQUENCE,
					new MirrorHistory.Transform(Keying.MOVING, "run")))
			.withMessageContaining("guarded-copies");
	}

	/** What is read beside the stream fills gaps, and brings nothing back. */
	@Test
	void anItemWithTheLowestPlaceFillsAGapAlone() {
		MirrorHistory history = MirrorHistory.of(List.of(put(0, 0), put(1, 0), new Step(1, Deed.REMOVE, 0)),
				Keying.MOVING);
		MirrorHandler mirror = mirror(Keying.MOVING);
		mirror.handleAll(history.changes().subList(2, 3));
		assertThat(mirror.handleAll(List.of(history.numbered(0, 0), history.numbered(1, 0)))).isEmpty();
		assertThat(state(this.table)).isEqualTo("g0/o0 g0/o1(removed)");
	}

	private MirrorHandler mirror(Keying keying) {
		return MirrorConvergenceTests.mirror(MirrorConvergenceTests.template(this.table), MirrorGuard.SEQUENCE,
				new MirrorHistory.Transform(keying, "run"));
	}

	private static Step put(int id, int group) {
		return new Step(id, Deed.PUT, group);
	}

	private static String state(MemoryTable table) {
		return String.join(" ",
				table.stored()
					.stream()
					.map((item) -> item.getOrDefault("place", AttributeValue.fromS("")).s()
							+ (item.containsKey("_removed") ? "(removed)" : ""))
					.sorted()
					.toList());
	}

}
