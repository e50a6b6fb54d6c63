package io.daplug.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from.
 *
 * @param operation the call that caused it
 * @param schema name of the schema the item was shaped by; null if there was none
 * @param version value of the idempotence key as text: of the item as written, or as
 * removed; null if the table is not guarded
 * @param sequence the change's place among the changes of its source: later ones have a
 * greater text
 * @param time when the write was accepted
 * @param name what made the write, if it said so: a mirror does, so that its writes can
 * be told from others
 */
public record ChangeOrigin(Operation operation, @Nullable String schema, @Nullable String version, String sequence,
		Instant time, @Nullable String name) {

}
