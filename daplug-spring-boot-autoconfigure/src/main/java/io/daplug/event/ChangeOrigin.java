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
 * @param name what made the write, if it said so: a mirror does, so that its writes can
 * be told from others
 * @param position the change's place among the changes of its source
 */
public record ChangeOrigin(Operation operation, @Nullable String schema, @Nullable String version,
		@Nullable String name, ChangePosition position) {

	/**
	 * Returns the number of the change among the changes of its source.
	 * @return the sequence: later changes have a greater text
	 */
	public String sequence() {
		return this.position.sequence();
	}

	/**
	 * Returns when the write was accepted.
	 * @return the time
	 */
	public Instant time() {
		return this.position.time();
	}

}
