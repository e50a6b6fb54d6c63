package io.daplug.stream.record;

import java.util.Map;

import io.daplug.guard.ItemVisibility;
import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
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

	private static final VisibleImage UNKNOWN = new VisibleImage(State.UNKNOWN, Map.of(), false);

	enum State {

		NONE, KNOWN, UNKNOWN

	}

	/**
	 * Returns what is seen of an item.
	 * @param stored the item as it is stored; null if the stream does not show it
	 * @param visibility decides what is seen
	 */
	static VisibleImage of(@Nullable Map<String, AttributeValue> stored, ItemVisibility visibility) {
		if (stored == null) {
			return UNKNOWN;
		}
		Map<String, AttributeValue> visible = visibility.visible(stored);
		return (visible != null) ? new VisibleImage(State.KNOWN, visible, visible != stored) : NONE;
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
