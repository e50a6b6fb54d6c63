package io.daplug.mirror;

import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generates histories of a source, and how they reach a mirror.
 */
final class MirrorHistories {

	private MirrorHistories() {
	}

	static Arbitrary<MirrorHistory> of(MirrorHistory.Keying keying, int most) {
		Arbitrary<MirrorHistory.Deed> deeds = Arbitraries.frequency(Tuple.of(6, MirrorHistory.Deed.PUT),
				Tuple.of(1, MirrorHistory.Deed.HIDE), Tuple.of(3, MirrorHistory.Deed.REMOVE));
		return Combinators.combine(Arbitraries.integers().between(0, 3), deeds, Arbitraries.integers().between(0, 2))
			.as(MirrorHistory.Step::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(most)
			.map((steps) -> MirrorHistory.of(steps, keying));
	}

	/** Items that are put, and put again with another key of their copy. */
	static Arbitrary<MirrorHistory> moving() {
		return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 2))
			.as((id, group) -> new MirrorHistory.Step(id, MirrorHistory.Deed.PUT, group))
			.list()
			.ofMinSize(2)
			.ofMaxSize(20)
			.map((steps) -> MirrorHistory.of(steps, MirrorHistory.Keying.MOVING));
	}

	static Arbitrary<MirrorDelivery> deliveries() {
		Arbitrary<MirrorDelivery.Batch> batches = Combinators
			.combine(Arbitraries.integers().between(1, 9), Arbitraries.integers().between(0, 12))
			.as((size, back) -> new MirrorDelivery.Batch(size, Math.max(0, back - 6)));
		Arbitrary<MirrorDelivery.Stale> stale = Combinators
			.combine(Arbitraries.integers().between(0, 25), Arbitraries.integers().between(0, 8))
			.as(MirrorDelivery.Stale::new);
		Arbitrary<List<Integer>> lags = Arbitraries.integers().between(0, 30).list().ofMinSize(1).ofMaxSize(30);
		Arbitrary<Map<Integer, MemoryTable.Fault>> faults = Arbitraries
			.maps(Arbitraries.integers().between(0, 40),
					Arbitraries.of(MemoryTable.Fault.BEFORE, MemoryTable.Fault.AFTER))
			.ofMaxSize(6);
		return Combinators
			.combine(Arbitraries.of(MirrorDelivery.Order.values()), lags, batches.list().ofMaxSize(12), stale, faults)
			.as(MirrorDelivery::new);
	}

}
