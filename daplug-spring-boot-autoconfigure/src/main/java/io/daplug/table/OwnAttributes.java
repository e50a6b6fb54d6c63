package io.daplug.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.daplug.idempotence.IdempotenceDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The attributes of a table that Daplug writes, each for one purpose.
 */
final class OwnAttributes {

	private final String table;

	private final Map<String, String> purposes = new HashMap<>();

	private OwnAttributes(String table) {
		this.table = table;
	}

	/** Refuses a table of which one attribute has two purposes. */
	static void check(TableDefinition table) {
		IdempotenceDefinition idempotence = table.idempotence();
		new OwnAttributes(table.name()).taken("hash-key", table.hashKey())
			.taken("range-key", table.rangeKey())
			.taken("idempotence.key", (idempotence != null) ? idempotence.key() : null)
			.taken("idempotence.token", table.writeToken())
			.add(table.timestamps())
			.add(table.timeToLive())
			.add(table.generated().keySet().stream().filter((attribute) -> !table.isKey(attribute)).toList());
	}

	/** Gives an attribute a purpose that is known to be its only one. */
	private OwnAttributes taken(String purpose, @Nullable String attribute) {
		if (attribute != null) {
			this.purposes.putIfAbsent(attribute, purpose);
		}
		return this;
	}

	/** Gives an attribute a purpose, if it has none. */
	private OwnAttributes add(String purpose, @Nullable String attribute) {
		String other = (attribute != null) ? this.purposes.putIfAbsent(attribute, purpose) : null;
		Assert.state(other == null, () -> "'%s' of table '%s' must be an attribute of its own, but '%s' is the '%s'"
			.formatted(purpose, this.table, attribute, other));
		return this;
	}

	private OwnAttributes add(@Nullable TimestampsDefinition timestamps) {
		if (timestamps == null) {
			return this;
		}
		return add("timestamps.created", name(timestamps.created())).add("timestamps.modified",
				name(timestamps.modified()));
	}

	private OwnAttributes add(@Nullable TimeToLiveDefinition timeToLive) {
		return add("time-to-live.attribute", (timeToLive != null) ? timeToLive.attribute() : null);
	}

	private OwnAttributes add(Collection<String> generated) {
		generated.forEach((attribute) -> add("generated", attribute));
		return this;
	}

	private static @Nullable String name(@Nullable TimestampAttribute attribute) {
		return (attribute != null) ? attribute.name() : null;
	}

}
