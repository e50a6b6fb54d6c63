package io.daplug.table;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

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

	/**
	 * Refuses a table of which one attribute has two purposes, or of which a key is of
	 * another type than what is written to it.
	 */
	static void check(TableDefinition table, KeyTypes types) {
		IdempotenceDefinition idempotence = table.idempotence();
		Assert.state(idempotence == null || !table.isKey(idempotence.key()),
				() -> "'idempotence.key' of table '%s' must not be a key of the table: keys never change"
					.formatted(table.name()));
		OwnAttributes attributes = new OwnAttributes(table.name()).taken("hash-key", table.hashKey())
			.taken("range-key", table.rangeKey())
			.taken("idempotence.key", (idempotence != null) ? idempotence.key() : null)
			.taken("change-id.attribute", table.changeIdAttribute())
			.taken("idempotence.token", table.writeToken())
			.taken("idempotence.token", table.formerWriteToken());
		TimestampsDefinition timestamps = table.timestamps();
		if (timestamps != null) {
			attributes.add("timestamps.created", timestamps.created(), types);
			attributes.add("timestamps.modified", timestamps.modified(), types);
		}
		TimeToLiveDefinition timeToLive = table.timeToLive();
		if (timeToLive != null) {
			attributes.add("time-to-live.attribute", timeToLive.attribute());
			types.written("time-to-live.attribute", timeToLive.attribute(), ScalarAttributeType.N);
		}
		if (table.guardedCopies()) {
			GuardedCopies.attributes(table).forEach((attribute) -> attributes.add("guarded-copies", attribute));
		}
		SchemaVersionDefinition version = table.schemaVersion();
		if (version != null) {
			attributes.add("schema-version.attribute", version.attribute());
			types.written("schema-version.attribute", version.attribute(), ScalarAttributeType.N);
		}
		table.generated().keySet().forEach((attribute) -> {
			if (!table.isKey(attribute)) {
				attributes.add("generated", attribute);
			}
			types.written("generated", attribute, ScalarAttributeType.S);
		});
	}

	/** Returns the attributes that are keys of a table or of its indexes. */
	static Set<String> keys(TableDefinition table) {
		Set<String> keys = new LinkedHashSet<>();
		keys.add(table.hashKey());
		String range = table.rangeKey();
		if (range != null) {
			keys.add(range);
		}
		table.indexes().values().forEach((index) -> index.keys().forEach((key) -> keys.add(key.name())));
		return keys;
	}

	/** Returns the attributes of a table that survive every mapping. */
	static Set<String> reserved(TableDefinition table) {
		Set<String> reserved = table.keyAttributes();
		IdempotenceDefinition idempotence = table.idempotence();
		if (idempotence != null) {
			reserved.add(idempotence.key());
		}
		TimestampsDefinition timestamps = table.timestamps();
		if (timestamps != null) {
			reserved.addAll(timestamps.attributes());
		}
		TimeToLiveDefinition timeToLive = table.timeToLive();
		if (timeToLive != null) {
			reserved.add(timeToLive.attribute());
		}
		SchemaVersionDefinition version = table.schemaVersion();
		if (version != null) {
			reserved.add(version.attribute());
		}
		reserved.addAll(table.generated().keySet());
		table.computedKeys().values().forEach((key) -> reserved.addAll(key.attributes()));
		return reserved;
	}

	/** Gives an attribute a purpose that is known to be its only one. */
	private OwnAttributes taken(String purpose, @Nullable String attribute) {
		if (attribute != null) {
			this.purposes.putIfAbsent(attribute, purpose);
		}
		return this;
	}

	/** Gives an attribute a purpose, if it has none. */
	private void add(String purpose, String attribute) {
		String other = this.purposes.putIfAbsent(attribute, purpose);
		Assert.state(other == null, () -> "'%s' of table '%s' must be an attribute of its own, but '%s' is the '%s'"
			.formatted(purpose, this.table, attribute, other));
	}

	private void add(String purpose, @Nullable TimestampAttribute timestamp, KeyTypes types) {
		if (timestamp != null) {
			add(purpose, timestamp.name());
			types.written(purpose, timestamp.name(),
					(timestamp.form() == TimestampForm.TEXT) ? ScalarAttributeType.S : ScalarAttributeType.N);
		}
	}

}
