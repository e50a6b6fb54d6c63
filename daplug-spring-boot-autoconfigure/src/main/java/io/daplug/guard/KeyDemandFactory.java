package io.daplug.guard;

import java.util.Map;
import java.util.function.Predicate;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.guard.Demand.Presence;
import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What can be demanded of the value of an idempotence key. NULL counts as no value: it
 * cannot tell one state of an item from the next.
 */
final class KeyDemandFactory {

	private final Attribute hashKey;

	private final String key;

	private final Attribute value;

	private final Demand newItem;

	private final Demand stillNew;

	private final Demand unset;

	private final Demand unseenNew;

	private final Demand unseenUnset;

	KeyDemandFactory(String hashKey, String key) {
		this.hashKey = Condition.attribute(hashKey);
		this.key = key;
		this.value = Condition.attribute(key);
		this.newItem = Demand.newItem(hashKey);
		this.stillNew = stale(this.hashKey.isMissing(), Map::isEmpty, Presence.NONE);
		Condition hasNone = this.value.isMissing().or(this.value.hasType("NULL"));
		this.unset = stale(this.hashKey.exists().and(hasNone), (stored) -> !stored.isEmpty() && isUnset(stored),
				Presence.SOME);
		this.unseenNew = new Demand(this.hashKey.isMissing(), Map::isEmpty, Demand.Breach.UNSEEN, Presence.NONE);
		this.unseenUnset = new Demand(hasNone, this::isUnset, Demand.Breach.UNSEEN, Presence.EITHER);
	}

	/** There is no item: the demand of an insert. */
	Demand newItem() {
		return this.newItem;
	}

	/** There is no item: the demand of a writer that has seen none. */
	Demand stillNew() {
		return this.stillNew;
	}

	/** The item is stored with this value. */
	Demand unchanged(AttributeValue expected) {
		return stale(this.value.isEqualTo(expected), (stored) -> has(stored, expected), Presence.SOME);
	}

	/** The item is stored with this value, or there is no item. */
	Demand unchangedOrNew(AttributeValue expected) {
		return stale(this.hashKey.isMissing().or(this.value.isEqualTo(expected)),
				(stored) -> stored.isEmpty() || has(stored, expected), Presence.EITHER);
	}

	/** The item is stored and has no value. */
	Demand unset() {
		return this.unset;
	}

	/** There is no item: the demand of a writer that did not look and sends no value. */
	Demand unseenNew() {
		return this.unseenNew;
	}

	/** No item with a value: the demand of a writer that did not look and sends none. */
	Demand unseenUnset() {
		return this.unseenUnset;
	}

	private static Demand stale(Condition condition, Predicate<Map<String, AttributeValue>> met, Presence presence) {
		return new Demand(condition, met, Demand.Breach.STALE, presence);
	}

	private boolean has(Map<String, AttributeValue> stored, AttributeValue expected) {
		AttributeValue current = stored.get(this.key);
		return current != null && ItemEquality.same(expected, current);
	}

	private boolean isUnset(Map<String, AttributeValue> stored) {
		@Nullable AttributeValue current = stored.get(this.key);
		return current == null || Boolean.TRUE.equals(current.nul());
	}

}
