package io.daplug.stream.parking;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which parked changes are listed.
 *
 * @param listener id of the listener that could not handle them; null for those of all
 * listeners
 * @param table logical name of the table that was changed; null for those of all tables
 * @param after id of the change after which the list begins; null to begin with the first
 */
public record ParkedSelection(@Nullable String listener, @Nullable String table, @Nullable String after) {

	/**
	 * Selects all parked changes.
	 * @return the selection
	 */
	public static ParkedSelection all() {
		return new ParkedSelection(null, null, null);
	}

	/**
	 * Selects the parked changes of a listener. Only these are read, which costs much
	 * less than to read all.
	 * @param listener id of the listener
	 * @return the selection
	 */
	public static ParkedSelection ofListener(String listener) {
		Assert.hasText(listener, "'listener' must not be empty");
		return new ParkedSelection(listener, null, null);
	}

	/**
	 * Selects those of a table among these changes.
	 * @param table the logical name of the table
	 * @return the selection
	 */
	public ParkedSelection ofTable(String table) {
		return new ParkedSelection(this.listener, table, this.after);
	}

	/**
	 * Selects those that come after another one, to go on where a list ended.
	 * @param id id of the last change of the earlier list, which need not be parked any
	 * more
	 * @return the selection
	 */
	public ParkedSelection after(String id) {
		return new ParkedSelection(this.listener, this.table, id);
	}

}
