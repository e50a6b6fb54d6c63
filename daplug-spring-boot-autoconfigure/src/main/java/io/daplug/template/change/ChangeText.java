package io.daplug.template.change;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.ExpressionWriter;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The text of all changes that do the same at the same paths.
 *
 * @param expression the expression
 * @param names the names by alias
 * @param slots where the values come from
 */
public record ChangeText(String expression, Map<String, String> names, List<Slot> slots) {

	/**
	 * A placeholder of the expression.
	 *
	 * @param placeholder the placeholder
	 * @param step the place of the step whose value it stands for; -1 for none
	 * @param value the value that it stands for in all changes; null if it is the step's
	 */
	record Slot(String placeholder, int step, @Nullable AttributeValue value) {

		AttributeValue value(List<UpdateStep> steps) {
			return (this.value != null) ? this.value : AppliedSteps.given(steps.get(this.step));
		}

	}

	/** Writes a change, with other values that tell which placeholder is whose. */
	static ChangeText of(UpdateExpression change, String placeholders) {
		Map<AttributeValue, Integer> places = new IdentityHashMap<>();
		List<UpdateStep> marked = new ArrayList<>(change.steps().size());
		for (UpdateStep step : change.steps()) {
			AttributeValue mark = AttributeValue.fromN("0");
			places.put(mark, marked.size());
			marked.add(step.with(mark));
		}
		ExpressionWriter writer = new ExpressionWriter((attribute, value) -> AttributeValue.fromN("0"), placeholders);
		String expression = writer.encodedUpdate(change.with(marked));
		List<Slot> slots = new ArrayList<>(marked.size());
		writer.values().forEach((placeholder, value) -> {
			Integer place = places.get(value);
			slots.add((place != null) ? new Slot(placeholder, place, null) : new Slot(placeholder, -1, value));
		});
		return new ChangeText(expression, writer.names(), List.copyOf(slots));
	}

	/**
	 * Returns the values by placeholder.
	 * @param change the change that has this text
	 * @return the values
	 */
	public Map<String, AttributeValue> values(UpdateExpression change) {
		Map<String, AttributeValue> values = new LinkedHashMap<>(2 * this.slots.size());
		for (Slot slot : this.slots) {
			values.put(slot.placeholder(), slot.value(change.steps()));
		}
		return values;
	}

}
