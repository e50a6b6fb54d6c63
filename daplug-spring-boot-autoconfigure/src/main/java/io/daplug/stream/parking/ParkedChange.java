package io.daplug.stream.parking;

import java.time.Instant;

import io.daplug.event.ChangePosition;
import io.daplug.event.ItemIdentity;
import io.daplug.stream.ChangeKind;
import org.jspecify.annotations.Nullable;

/**
 * A change that a listener could not handle, as it is listed: without the items.
 *
 * @param id names the parked change; holds no values of the item, so that it may be
 * logged
 * @param item the changed item: its table, and its key as it is stored
 * @param kind how the item changed
 * @param position the place of the change among the changes of its source
 * @param failure why it was not handled
 */
public record ParkedChange(String id, ItemIdentity item, ChangeKind kind, ChangePosition position,
		ParkedFailure failure) {

	/**
	 * Returns the listener that could not handle the change.
	 * @return id of the listener
	 */
	public String listener() {
		return place().listener();
	}

	/**
	 * Returns the table.
	 * @return its logical name
	 */
	public String table() {
		return this.item.table();
	}

	ParkedPlace place() {
		return ParkedPlace.of(this.id);
	}

	@Override
	public String toString() {
		return "ParkedChange[%s, %s of table '%s', %s]".formatted(this.id, this.kind, table(), this.failure);
	}

	/**
	 * Why a change is parked.
	 *
	 * @param type name of the class of what was thrown last
	 * @param message what it said, if that quotes nothing of the item; else null
	 * @param attempts how often the change was tried, all in all; 0 if it never was
	 * @param parkedAt when the change was parked first
	 * @param lastAt when it was parked, or failed, last
	 */
	public record ParkedFailure(String type, @Nullable String message, int attempts, Instant parkedAt, Instant lastAt) {

	}

}
