package io.daplug.table;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The attributes of a table that Daplug writes, each for one purpose.
 */
final class OwnAttributes {

	private final String table;

	private final Map<String, String> purposes = new HashMap<>();

	OwnAttributes(String table) {
		this.table = table;
	}

	/** Gives an attribute a purpose that is known to be its only one. */
	OwnAttributes taken(String purpose, @Nullable String attribute) {
		if (attribute != null) {
			this.purposes.putIfAbsent(attribute, purpose);
		}
		return this;
	}

	/** Gives an attribute a purpose, if it has none. */
	OwnAttributes add(String purpose, @Nullable String attribute) {
		String other = (attribute != null) ? this.purposes.putIfAbsent(attribute, purpose) : null;
		Assert.state(other == null, () -> "'%s' of table '%s' must be an attribute of its own, but '%s' is the '%s'"
			.formatted(purpose, this.table, attribute, other));
		return this;
	}

	OwnAttributes add(@Nullable TimestampsDefinition timestamps) {
		if (timestamps == null) {
			return this;
		}
		return add("timestamps.created", name(timestamps.created())).add("timestamps.modified",
				name(timestamps.modified()));
	}

	OwnAttributes add(@Nullable TimeToLiveDefinition timeToLive) {
		return add("time-to-live.attribute", (timeToLive != null) ? timeToLive.attribute() : null);
	}

	private static @Nullable String name(@Nullable TimestampAttribute attribute) {
		return (attribute != null) ? attribute.name() : null;
	}

}
