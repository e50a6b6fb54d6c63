package io.daplug.template.context;

import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.guard.Demand;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The change that an item came from, as it was read. Whoever demands that it is still so
 * knows which item the write finds, although a transaction does not tell.
 *
 * @param attribute the attribute that holds the id
 * @param id the id of the change
 */
public record SeenChange(String attribute, String id) {

	/**
	 * Demands that the item still comes from it.
	 * @param other what else must be as it was seen; null if nothing must
	 * @return what a write demands
	 */
	public Demand demandedWith(@Nullable Demand other) {
		AttributeValue value = AttributeValue.fromS(this.id);
		Condition same = Condition.attribute(this.attribute).isEqualTo(value);
		return new Demand((other != null && other.condition() != null) ? other.condition().and(same) : same,
				(stored) -> isOf(stored) && (other == null || other.met().test(stored)), Demand.Breach.STALE,
				Demand.Presence.SOME);
	}

	private boolean isOf(Map<String, AttributeValue> stored) {
		AttributeValue current = stored.get(this.attribute);
		return current != null && this.id.equals(current.s());
	}

}
