package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.guard.Demand;
import io.daplug.item.ItemEquality;
import io.daplug.template.context.KnownItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Demands that what a change touches is as it was seen, so that what is told of the item
 * afterwards is true.
 */
final class SeenValues {

	private SeenValues() {
	}

	/**
	 * Makes the demand.
	 * @param hashKey the table's hash key
	 * @param known the item as it was seen, without prefixes
	 * @param steps what is changed
	 * @param mark the attribute that differs after each write; null if there is none
	 */
	static Demand of(String hashKey, Map<String, AttributeValue> known, UpdateExpression steps, @Nullable String mark) {
		Map<String, AttributeValue> stored = KnownItem.stored(known);
		Map<String, AttributeValue> seen = new LinkedHashMap<>();
		Condition condition = Condition.attribute(hashKey).exists();
		for (UpdateStep step : steps.steps()) {
			String name = step.path().root();
			if (!name.equals(mark) && !seen.containsKey(name)) {
				AttributeValue value = stored.get(name);
				seen.put(name, value);
				condition = condition.and((value != null) ? Condition.attribute(name).isEqualTo(value)
						: Condition.attribute(name).isMissing());
			}
		}
		return new Demand(condition, (current) -> !current.isEmpty() && same(seen, KnownItem.stored(current)),
				Demand.Breach.STALE, Demand.Presence.SOME);
	}

	private static boolean same(Map<String, AttributeValue> seen, Map<String, AttributeValue> current) {
		return seen.entrySet().stream().allMatch((entry) -> {
			AttributeValue value = current.get(entry.getKey());
			return (value == null || entry.getValue() == null) ? value == entry.getValue()
					: ItemEquality.same(value, entry.getValue());
		});
	}

}
