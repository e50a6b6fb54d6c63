package io.daplug.event;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The place of a change among the changes of its source. No two writes have the same
 * place, and a change that is handed over again keeps it.
 *
 * @param source what numbers the changes: for the application's own writes, a name of the
 * process that no other process has; for a stream, a name of the stream
 * @param sequence the number of the change, as text: later changes have a greater text
 * @param time when the write was accepted
 * @param id the id that the write itself stored, so that each source gives the change the
 * same one; null if it stored none, and the id is made of the place
 */
public record ChangePosition(String source, String sequence, Instant time, @Nullable String id) {

	/** Ends the id of a removal, which stores none: it is made of what it removes. */
	private static final String REMOVED = "|removed";

	/**
	 * Creates a position.
	 * @param source what numbers the changes
	 * @param sequence the number of the change, as text: later changes have a greater
	 * text
	 * @param time when the write was accepted
	 * @param id the id that the write itself stored; null if it stored none
	 */
	public ChangePosition {
		Assert.notNull(source, "'source' must not be null");
		Assert.notNull(sequence, "'sequence' must not be null");
		Assert.notNull(time, "'time' must not be null");
	}

	/**
	 * Creates the position of a change whose write stored no id.
	 * @param source what numbers the changes
	 * @param sequence the number of the change, as text: later changes have a greater
	 * text
	 * @param time when the write was accepted
	 */
	public ChangePosition(String source, String sequence, Instant time) {
		this(source, sequence, time, null);
	}

	/**
	 * Returns this position with the id that the write stored in the item.
	 * @param stored the id
	 * @return the position of the write
	 */
	public ChangePosition ofWrite(String stored) {
		return new ChangePosition(this.source, this.sequence, this.time, stored);
	}

	/**
	 * Returns this position with the id of a removal. A removal stores nothing, so its id
	 * is made of that of the write whose item it removed.
	 * @param stored the id in the item that was removed
	 * @return the position of the removal
	 */
	public ChangePosition ofRemoval(String stored) {
		return new ChangePosition(this.source, this.sequence, this.time, stored + REMOVED);
	}

	/**
	 * Returns the id of the change of an item at this place.
	 * @param identity what tells the item from all others
	 * @return the id that was stored, else one that is made of the item and the place
	 */
	public String changeId(ItemIdentity identity) {
		return (this.id != null) ? this.id : ChangeId.of(identity, this);
	}

}
