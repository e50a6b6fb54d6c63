package io.daplug.stream.record;

import java.util.Map;

import io.daplug.item.ItemEquality;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One side of a record, as readers of the table see it.
 *
 * @param state whether there is an item, and whether it is known
 * @param item the item, prefixes on; empty unless it is known
 * @param cut whether it has attributes that nobody may see
 */
record VisibleImage(State state, Map<String, AttributeValue> item, boolean cut) {

	/** There is no item, or none that anybody may see. */
	static final VisibleImage NONE = new VisibleImage(State.NONE, Map.of(), false);

	static final VisibleImage UNKNOWN = new VisibleImage(State.UNKNOWN, Map.of(), false);

	enum State {

		NONE, KNOWN, UNKNOWN

	}

	/**
	 * Returns what is seen of an item.
	 * @param item the item, without prefixes
	 * @param cut whether something else is stored
	 */
	static VisibleImage of(Map<String, AttributeValue> item, boolean cut) {
		return new VisibleImage(State.KNOWN, item, cut);
	}

	boolean isNone() {
		return this.state == State.NONE;
	}

	/** Whether the two differ, if at all, in what nobody may see. */
	boolean looksLike(VisibleImage other) {
		return (this.cut || other.cut) && this.state == State.KNOWN && other.state == State.KNOWN
				&& ItemEquality.same(this.item, other.item);
	}

}
