package io.daplug.template.context;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.table.TableDefinition;
import io.daplug.table.TimeToLiveDefinition;
import io.daplug.table.TimestampAttribute;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The times that writes leave in the items of one table: when an item was created, when
 * it was written last, and when it expires.
 */
public final class WriteTimes {

	private final @Nullable TimestampAttribute created;

	private final @Nullable TimestampAttribute modified;

	private final @Nullable TimeToLiveDefinition timeToLive;

	private final Clock clock;

	private WriteTimes(TableDefinition table, Clock clock) {
		TimestampsDefinition timestamps = table.timestamps();
		this.created = (timestamps != null) ? timestamps.created() : null;
		this.modified = (timestamps != null) ? timestamps.modified() : null;
		this.timeToLive = table.timeToLive();
		this.clock = clock;
	}

	static WriteTimes of(TableDefinition table, Clock clock) {
		return new WriteTimes(table, clock);
	}

	/** The attribute that is set once; null if there is none. */
	public @Nullable TimestampAttribute created() {
		return this.created;
	}

	/** The attribute that each write sets; null if there is none. */
	public @Nullable TimestampAttribute modified() {
		return this.modified;
	}

	/** The attribute that holds when an item expires; null if there is none. */
	public @Nullable String expiring() {
		return (this.timeToLive != null) ? this.timeToLive.attribute() : null;
	}

	/** When an item that is written now expires; null if nothing says so. */
	public @Nullable AttributeValue expiry() {
		return (this.timeToLive != null && this.timeToLive.after() != null)
				? TimestampForm.SECONDS.write(this.clock.instant().plus(this.timeToLive.after())) : null;
	}

	/** The time now, as an attribute holds it. */
	public AttributeValue now(TimestampAttribute attribute) {
		return attribute.form().write(this.clock.instant());
	}

	/**
	 * The timestamps of an item that is written now.
	 * @param known the item as it was, or what is known of it: its time of creation
	 * stays, and its time of modification does not go back, whatever the clock does;
	 * empty if there was none
	 */
	public Map<String, AttributeValue> of(Map<String, AttributeValue> known) {
		if (this.created == null && this.modified == null) {
			return Map.of();
		}
		Instant now = this.clock.instant();
		Map<String, AttributeValue> times = new LinkedHashMap<>();
		Instant latest = now;
		if (this.created != null) {
			Instant before = time(this.created, known);
			times.put(this.created.name(), this.created.form().write((before != null) ? before : now));
			latest = later(now, before);
		}
		if (this.modified != null) {
			times.put(this.modified.name(), this.modified.form().write(later(latest, time(this.modified, known))));
		}
		return times;
	}

	private static Instant later(Instant one, @Nullable Instant other) {
		return (other != null && other.isAfter(one)) ? other : one;
	}

	private static @Nullable Instant time(TimestampAttribute attribute, Map<String, AttributeValue> item) {
		AttributeValue value = item.get(attribute.name());
		return (value != null) ? attribute.form().read(value) : null;
	}

	/**
	 * Leaves out the timestamps that a caller sends, which are none of its business. What
	 * it sends as the time of creation may have been read, so it stays if it is a time.
	 * @param item a whole item, which is changed
	 * @return whether it was changed
	 */
	public boolean replaceSent(Map<String, AttributeValue> item) {
		boolean changed = this.modified != null && item.remove(this.modified.name()) != null;
		if (this.created == null) {
			return changed;
		}
		Instant sent = time(this.created, item);
		AttributeValue kept = (sent != null) ? this.created.form().write(sent) : null;
		AttributeValue before = (kept != null) ? item.put(this.created.name(), kept) : item.remove(this.created.name());
		return changed || (before != null && !before.equals(kept));
	}

	/**
	 * Leaves out the timestamps that a caller sends among changes of an item.
	 * @param patch the changes, which are changed
	 */
	public void removeSent(Map<String, AttributeValue> patch) {
		if (this.created != null) {
			patch.remove(this.created.name());
		}
		if (this.modified != null) {
			patch.remove(this.modified.name());
		}
	}

}
