package io.daplug.mirror;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;

/**
 * How the changes of a history reach a mirror: some come before others that are older, a
 * worker dies and another one begins again where the checkpoint was, changes come twice,
 * and a worker that was cut off writes last. What fails is handed over again. All changes
 * are handled at least once.
 *
 * @param order whether the changes come in some order of their own
 * @param lags how late the changes of each item come, or in which order all come
 * @param batches how many changes each batch has, and how far the worker that handled it
 * falls back
 * @param stale which changes the worker that was cut off still has
 * @param faults the requests that fail
 */
record MirrorDelivery(Order order, List<Integer> lags, List<Batch> batches, Stale stale,
		Map<Integer, MemoryTable.Fault> faults) {

	/** More than there are faults, so what still fails then always fails. */
	private static final int MOST_ROUNDS = 20;

	/**
	 * In which order changes come.
	 */
	enum Order {

		/** As they were made. */
		AS_MADE,

		/** Those of one item as they were made. */
		PER_ITEM,

		/** Any. */
		ANY

	}

	/**
	 * Changes that are handled together.
	 *
	 * @param size how many
	 * @param back how many changes come again after them
	 */
	record Batch(int size, int back) {

	}

	/**
	 * What is written last.
	 *
	 * @param from the first change
	 * @param size how many changes
	 */
	record Stale(int from, int size) {

		static final Stale NONE = new Stale(0, 0);

	}

	MirrorDelivery without(Stale none) {
		return new MirrorDelivery(this.order, this.lags, this.batches, none, this.faults);
	}

	/** In which nothing but the order, the crashes and the stale worker can do harm. */
	MirrorDelivery withoutFaults() {
		return new MirrorDelivery(this.order, this.lags, this.batches, this.stale, Map.of());
	}

	MirrorDelivery in(Order order) {
		return new MirrorDelivery(order, this.lags, this.batches, this.stale, this.faults);
	}

	MemoryTable.Faults requests() {
		return (request) -> this.faults.getOrDefault(request, MemoryTable.Fault.NONE);
	}

	/** Hands everything over. */
	void to(MirrorHandler mirror, MirrorHistory history) {
		List<ItemChange<?>> ordered = ordered(history.changes());
		Set<Integer> open = new TreeSet<>(IntStream.range(0, ordered.size()).boxed().toList());
		int next = 0;
		for (Batch batch : this.batches) {
			int end = Math.min(ordered.size(), next + batch.size());
			handle(mirror, ordered, IntStream.range(next, end).boxed().toList(), open);
			next = Math.max(0, end - batch.back());
		}
		// A worker goes on to the end, wherever it began again.
		for (; next < ordered.size(); next += 10) {
			handle(mirror, ordered, IntStream.range(next, Math.min(ordered.size(), next + 10)).boxed().toList(), open);
		}
		if (!open.isEmpty()) {
			throw new IllegalStateException("A checkpoint must not pass what is not handled");
		}
		List<Integer> late = IntStream
			.range(Math.min(this.stale.from(), ordered.size()),
					Math.min(this.stale.from() + this.stale.size(), ordered.size()))
			.boxed()
			.toList();
		handle(mirror, ordered, late, open);
	}

	private static void handle(MirrorHandler mirror, List<ItemChange<?>> changes, List<Integer> some,
			Set<Integer> open) {
		List<Integer> batch = some;
		for (int round = 1; !batch.isEmpty(); round++) {
			List<FailedChange> failed = mirror.handleAll(batch.stream().<ItemChange<?>>map(changes::get).toList());
			if (!failed.isEmpty() && round == MOST_ROUNDS) {
				throw new IllegalStateException("%d changes still fail after %d rounds".formatted(failed.size(), round),
						failed.get(0).cause());
			}
			List<ItemChange<?>> again = failed.stream().<ItemChange<?>>map(FailedChange::change).toList();
			List<Integer> left = new ArrayList<>();
			for (int index : batch) {
				if (again.stream().anyMatch((change) -> change == changes.get(index))) {
					left.add(index);
				}
				else {
					open.remove(index);
				}
			}
			batch = left;
		}
	}

	private List<ItemChange<?>> ordered(List<ItemChange<?>> changes) {
		return IntStream.range(0, changes.size())
			.boxed()
			.sorted(Comparator.comparingInt((Integer index) -> time(changes, index)))
			.<ItemChange<?>>map(changes::get)
			.collect(Collectors.toList());
	}

	private int time(List<ItemChange<?>> changes, int index) {
		return switch (this.order) {
			case AS_MADE -> index;
			case PER_ITEM -> index + lag(Math.floorMod(changes.get(index).key().hashCode(), 7));
			case ANY -> lag(index);
		};
	}

	private int lag(int index) {
		return this.lags.isEmpty() ? 0 : this.lags.get(index % this.lags.size());
	}

}
