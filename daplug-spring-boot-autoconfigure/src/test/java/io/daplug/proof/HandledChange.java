package io.daplug.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemRemoved;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change that a listener was given, as it stands in a {@link Journal}.
 *
 * @param micros when, in microseconds since the epoch
 * @param order the key of the order
 * @param step which of the order's changes it is, by the name that {@link OrderWriters}
 * has for it
 * @param changeId the id of the change
 * @param sequence where it stands in the stream
 */
record HandledChange(long micros, String order, String step, String changeId, String sequence) {

	private static final String SEPARATOR = "\t";

	static HandledChange of(ItemChange<?> change) {
		AttributeValue stored = change.lastImage().item().attributes().get("version");
		String version = (stored != null) ? stored.n() : "none";
		return new HandledChange(now(), change.key().hashValue().toString(),
				(change instanceof ItemRemoved<?>) ? removal(version) : state(version), change.changeId(),
				change.origin().sequence());
	}

	static HandledChange parse(String line) {
		String[] parts = line.split(SEPARATOR);
		return new HandledChange(Long.parseLong(parts[0]), parts[1], parts[2], parts[3], parts[4]);
	}

	/** All processes of a machine read the same clock. */
	static long now() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
	}

	/** The change that brought an order into a version. */
	static String state(String version) {
		return "v" + version;
	}

	/** The change that removed an order that was in a version. */
	static String removal(String version) {
		return "v" + version + " removed";
	}

	String line() {
		return String.join(SEPARATOR, Long.toString(this.micros), this.order, this.step, this.changeId, this.sequence)
				+ "\n";
	}

	/** The changes of each order, each where it was handled for the first time. */
	static Map<String, List<String>> firstSeen(List<HandledChange> handled) {
		Map<String, Set<String>> seen = new HashMap<>();
		handled.forEach(
				(change) -> seen.computeIfAbsent(change.order(), (order) -> new LinkedHashSet<>()).add(change.step()));
		Map<String, List<String>> lists = new HashMap<>();
		seen.forEach((order, steps) -> lists.put(order, List.copyOf(steps)));
		return lists;
	}

}
