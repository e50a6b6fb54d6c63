package io.daplug.guard;

import java.util.Map;
import java.util.function.Predicate;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.guard.Demand.Presence;
import io.daplug.idempotence.MissingValue;
import io.daplug.item.AttributeOrder;
import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a change that did not look can demand of the value of an idempotence key.
 */
final class ChangeDemandFactory {

	private final Attribute hashKey;

	private final String key;

	private final Attribute value;

	private final boolean adopts;

	ChangeDemandFactory(String hashKey, String key, MissingValue missing) {
		this.hashKey = Condition.attribute(hashKey);
		this.key = key;
		this.value = Condition.attribute(key);
		this.adopts = missing == MissingValue.ADOPT;
	}

	/** The value is a number, which can be counted on. */
	Demand countable(Presence presence) {
		return demand(presence, this.value.hasType("N"), (stored) -> stored.n() != null);
	}

	/** The value is less than the one that replaces it. */
	Demand before(Presence presence, AttributeValue next) {
		return demand(presence, this.value.isLessThan(next),
				(stored) -> stored.type() == next.type() && AttributeOrder.compare(stored, next) < 0);
	}

	/** The value is no greater than the one that replaces it. */
	Demand notAfter(Presence presence, AttributeValue next) {
		return demand(presence, this.value.isAtMost(next),
				(stored) -> stored.type() == next.type() && AttributeOrder.compare(stored, next) <= 0);
	}

	/** The value is another one than the one that replaces it. */
	Demand other(Presence presence, AttributeValue next) {
		return demand(presence,
				this.value.exists().and(this.value.hasType("NULL").not()).and(this.value.isNotEqualTo(next)),
				(stored) -> !Boolean.TRUE.equals(stored.nul()) && !ItemEquality.same(stored, next));
	}

	private Demand demand(Presence presence, Condition fits, Predicate<AttributeValue> test) {
		if (presence == Presence.NONE) {
			return new Demand(this.hashKey.isMissing(), Map::isEmpty, Demand.Breach.STALE, presence);
		}
		Condition condition = this.adopts ? fits.or(this.value.isMissing()) : fits;
		if (presence == Presence.EITHER) {
			condition = this.adopts ? condition : condition.or(this.hashKey.isMissing());
		}
		else if (this.adopts) {
			condition = this.hashKey.exists().and(condition);
		}
		return new Demand(condition, (stored) -> meets(stored, presence, test), Demand.Breach.STALE, presence);
	}

	private boolean meets(Map<String, AttributeValue> stored, Presence presence, Predicate<AttributeValue> test) {
		if (stored.isEmpty()) {
			return presence == Presence.EITHER;
		}
		@Nullable AttributeValue current = stored.get(this.key);
		return (current != null) ? test.test(current) : this.adopts;
	}

}
