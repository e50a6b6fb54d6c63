package io.daplug.stream.parking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The order in which the changes of one item were made. Changes of one source are in the
 * order of their sequences, whatever its clock said; those of several, as the processes
 * of an application are, by their times.
 */
final class ParkedOrder {

	private ParkedOrder() {
	}

	static List<ParkedChange> of(List<ParkedChange> changes) {
		Map<String, List<ParkedChange>> bySource = new HashMap<>();
		changes.forEach((change) -> bySource.computeIfAbsent(change.position().source(), (source) -> new ArrayList<>())
			.add(change));
		Map<String, Iterator<ParkedChange>> next = new HashMap<>();
		bySource.forEach((source, some) -> {
			some.sort(Comparator.comparing((change) -> change.position().sequence()));
			next.put(source, some.iterator());
		});
		// Each place in the order of times goes to the first change of its source.
		List<ParkedChange> ordered = new ArrayList<>(changes.size());
		changes.stream()
			.sorted(Comparator.comparing((ParkedChange change) -> change.position().time())
				.thenComparing((change) -> change.position().source())
				.thenComparing((change) -> change.position().sequence()))
			.map((change) -> Objects.requireNonNull(next.get(change.position().source())).next())
			.forEach(ordered::add);
		return ordered;
	}

}
