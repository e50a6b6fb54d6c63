package io.daplug.template.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.shaping.ItemShaper;
import io.daplug.template.shaping.Merge;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks what a change makes of an item as a whole.
 */
public final class WholeCheck {

	private static final AttributeValue REMOVED = AttributeValue.fromNul(true);

	private final ItemShaper shaper;

	public WholeCheck(TableContext context) {
		this.shaper = new ItemShaper(context);
	}

	/**
	 * Checks the change of an item that is stored. What it violates already, and the
	 * change does not touch, is no fault of the change.
	 * @param stored the item, without prefixes
	 * @param steps what is changed, with all that the table adds
	 * @param call the call
	 * @throws UnfitItemException if the change does not fit the item
	 */
	public void check(Map<String, AttributeValue> stored, UpdateExpression steps, WriteCall<?> call) {
		Map<String, AttributeValue> after = AppliedSteps.to(stored, steps);
		Map<String, AttributeValue> patch = new LinkedHashMap<>();
		steps.steps().forEach((step) -> touch(patch, step, after));
		this.shaper.merged(new Merge(stored, patch, after), Map.of(), call);
	}

	/**
	 * Checks an item that is new.
	 * @param key its key
	 * @param steps what is set, with all that the table adds
	 * @param call the call
	 */
	public void checkNew(Map<String, AttributeValue> key, UpdateExpression steps, WriteCall<?> call) {
		Map<String, AttributeValue> after = new LinkedHashMap<>(AppliedSteps.to(key, steps));
		after.keySet().removeAll(call.shaping().additions().keySet());
		this.shaper.asGiven(after, call);
	}

	/** Marks the place of a step as one that a patch touches. */
	private static void touch(Map<String, AttributeValue> patch, UpdateStep step, Map<String, AttributeValue> after) {
		List<Object> elements = step.path().elements();
		AttributeValue value = after.get(step.path().root());
		patch.put(step.path().root(),
				touched(patch.get(step.path().root()), elements.subList(1, elements.size()), value));
	}

	/** A list is touched as a whole: merging keeps the elements that it leaves alone. */
	private static AttributeValue touched(@Nullable AttributeValue known, List<Object> path,
			@Nullable AttributeValue after) {
		if (path.isEmpty() || !(path.get(0) instanceof String name) || after == null || !after.hasM()) {
			return (after != null) ? after : REMOVED;
		}
		Map<String, AttributeValue> inner = new LinkedHashMap<>((known != null) ? known.m() : Map.of());
		inner.put(name, touched(inner.get(name), path.subList(1, path.size()), after.m().get(name)));
		return AttributeValue.fromM(inner);
	}

}
