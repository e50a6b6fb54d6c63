package io.daplug.stream.parking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.table.TableDefinition;
import io.daplug.table.TimeToLiveDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How entries lie in their table: their keys, and when they expire.
 */
final class EntryLayout {

	private final TableDefinition table;

	private final String rangeKey;

	/** The attribute that holds when an entry expires; null if none does. */
	private final @Nullable String expiry;

	private final @Nullable Duration lifetime;

	private final Clock clock;

	EntryLayout(TableDefinition table, @Nullable Duration parkedFor, Clock clock) {
		this.table = table;
		this.rangeKey = String.valueOf(table.rangeKey());
		TimeToLiveDefinition timeToLive = table.timeToLive();
		this.expiry = (timeToLive != null) ? timeToLive.attribute() : null;
		this.lifetime = (parkedFor != null) ? parkedFor : (timeToLive != null) ? timeToLive.after() : null;
		this.clock = clock;
	}

	Instant now() {
		return this.clock.instant();
	}

	Map<String, AttributeValue> key(ParkedPlace place) {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		key.put(this.table.hashKey(), hash(place.listener()));
		key.put(this.rangeKey, range(place.entry()));
		return key;
	}

	/** A listener as it is stored. */
	AttributeValue hash(String listener) {
		return this.table.prefixer().add(this.table.hashKey(), AttributeValue.fromS(listener));
	}

	/** An entry, or what it begins with, as it is stored. */
	AttributeValue range(String entry) {
		return this.table.prefixer().add(this.rangeKey, AttributeValue.fromS(entry));
	}

	String hashKey(UpdateTerms terms) {
		return terms.name(this.table.hashKey());
	}

	String rangeKey(UpdateTerms terms) {
		return terms.name(this.rangeKey);
	}

	/** The place of an entry that was read. */
	ParkedPlace place(Map<String, AttributeValue> item) {
		AttributeValue range = this.table.prefixer().strip(this.rangeKey, ParkedAttributes.of(item, this.rangeKey));
		return new ParkedPlace(ParkedAttributes.of(item, ParkedAttributes.LISTENER).s(), range.s());
	}

	void expire(Map<String, AttributeValue> item) {
		if (this.expiry != null && this.lifetime != null) {
			item.put(this.expiry, end(this.lifetime));
		}
	}

	void expire(UpdateTerms terms) {
		if (this.expiry != null && this.lifetime != null) {
			terms.set(this.expiry, end(this.lifetime));
		}
	}

	private AttributeValue end(Duration lifetime) {
		return AttributeValue.fromN(Long.toString(now().plus(lifetime).getEpochSecond()));
	}

	/** Whether an item is an entry that has not expired, and no part of one. */
	boolean isLive(Map<String, AttributeValue> item) {
		if (!item.containsKey(ParkedAttributes.LISTENER)) {
			return false;
		}
		AttributeValue end = (this.expiry != null) ? item.get(this.expiry) : null;
		return end == null || end.n() == null || Long.parseLong(end.n()) > now().getEpochSecond();
	}

	/** All attributes but the change. */
	String projection(UpdateTerms terms) {
		List<String> names = new ArrayList<>();
		ParkedAttributes.ALL.stream()
			.filter((attribute) -> !attribute.equals(ParkedAttributes.CHANGE))
			.forEach((attribute) -> names.add(terms.name(attribute)));
		names.add(terms.name(this.rangeKey));
		if (this.expiry != null) {
			names.add(terms.name(this.expiry));
		}
		return String.join(", ", names);
	}

}
