package io.daplug.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
 */
record HandledChange(long micros, String order, String step, String changeId) {

	private static final String SEPARATOR = "\t";

	static HandledChange of(ItemChange<?> change) {
		AttributeValue stored = change.lastImage().item().attributes().get("version");
		String version = (stored != null) ? stored.n() : "none";
		return new HandledChange(now(), change.key().hashValue().toString(),
				(change instanceof ItemRemoved<?>) ? removal(version) : state(version), change.changeId());
	}

	static HandledChange parse(String line) {
		String[] parts = line.split(SEPARATOR);
		return new HandledChange(Long.parseLong(parts[0]), parts[1], parts[2], parts[3]);
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
		return String.join(SEPARATOR, Long.toString(this.micros), this.order, this.step, this.changeId) + "\n";
	}

}
