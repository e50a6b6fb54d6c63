package io.daplug.template.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Carries out an update expression in memory, exactly as DynamoDB does: all steps see the
 * item as it was. What DynamoDB would refuse is refused.
 */
public final class AppliedSteps {

	/** The digits that DynamoDB keeps of a number. */
	private static final int MAX_DIGITS = 38;

	private AppliedSteps() {
	}

	/**
	 * Carries out an expression.
	 * @param change the expression, its values encoded
	 * @param before the item, which is not changed; empty if there is none
	 * @return the item afterwards
	 * @throws UnfitItemException if DynamoDB would refuse the change of this item
	 */
	public static Map<String, AttributeValue> to(Map<String, AttributeValue> before, UpdateExpression change) {
		Map<Object, List<UpdateStep>> attributes = grouped(change.steps(), 0);
		Map<String, AttributeValue> after = new LinkedHashMap<>(before);
		attributes.forEach((name, steps) -> put(after, (String) name, value(before.get((String) name), steps, 1)));
		return after;
	}

	private static Map<Object, List<UpdateStep>> grouped(List<UpdateStep> steps, int depth) {
		Map<Object, List<UpdateStep>> groups = new LinkedHashMap<>();
		for (UpdateStep step : steps) {
			groups.computeIfAbsent(step.path().elements().get(depth), (element) -> new ArrayList<>(1)).add(step);
		}
		return groups;
	}

	private static void put(Map<String, AttributeValue> map, String name, @Nullable AttributeValue value) {
		if (value != null) {
			map.put(name, value);
		}
		else {
			map.remove(name);
		}
	}

	/**
	 * What becomes of one value.
	 * @param current the value; null if there is none
	 * @param steps the steps that concern it
	 * @param depth how many parts of their paths lead to it
	 * @return the value afterwards; null if there is none
	 */
	private static @Nullable AttributeValue value(@Nullable AttributeValue current, List<UpdateStep> steps, int depth) {
		UpdateStep first = steps.get(0);
		if (first.path().elements().size() == depth) {
			return result(current, first);
		}
		if (first.path().elements().get(depth) instanceof String) {
			return map(current, steps, depth);
		}
		return list(current, steps, depth);
	}

	private static AttributeValue map(@Nullable AttributeValue current, List<UpdateStep> steps, int depth) {
		if (current == null || !current.hasM()) {
			throw new UnfitItemException(steps.get(0).path().first(depth), "no map");
		}
		Map<String, AttributeValue> after = new LinkedHashMap<>(current.m());
		grouped(steps, depth).forEach((name, inner) -> {
			if (!(name instanceof String)) {
				throw new UnfitItemException(inner.get(0).path().first(depth), "no list");
			}
			put(after, (String) name, value(current.m().get((String) name), inner, depth + 1));
		});
		return AttributeValue.fromM(after);
	}

	private static AttributeValue list(@Nullable AttributeValue current, List<UpdateStep> steps, int depth) {
		if (current == null || !current.hasL()) {
			throw new UnfitItemException(steps.get(0).path().first(depth), "no list");
		}
		List<AttributeValue> before = current.l();
		List<@Nullable AttributeValue> after = new ArrayList<>(before);
		Map<Integer, AttributeValue> added = new TreeMap<>();
		grouped(steps, depth).forEach((element, inner) -> {
			if (!(element instanceof Integer index)) {
				throw new UnfitItemException(inner.get(0).path().first(depth), "no map");
			}
			boolean there = index < before.size();
			AttributeValue value = value(there ? before.get(index) : null, inner, depth + 1);
			if (there) {
				after.set(index, value);
			}
			else if (value != null) {
				added.put(index, value);
			}
		});
		List<AttributeValue> elements = new ArrayList<>(after.size() + added.size());
		after.forEach((element) -> {
			if (element != null) {
				elements.add(element);
			}
		});
		elements.addAll(added.values());
		return AttributeValue.fromL(elements);
	}

	private static @Nullable AttributeValue result(@Nullable AttributeValue current, UpdateStep step) {
		return switch (step.kind()) {
			case SET -> given(step);
			case SET_IF_ABSENT -> (current != null) ? current : given(step);
			case REMOVE -> null;
			case ADD -> sum(current, step);
			case APPEND -> joined(elements(current, step), given(step).l());
			case PREPEND -> joined(given(step).l(), elements(current, step));
			case ADD_TO_SET -> SetSteps.united(current, step);
			case REMOVE_FROM_SET -> SetSteps.reduced(current, step);
		};
	}

	static AttributeValue given(UpdateStep step) {
		if (step.value() instanceof AttributeValue value) {
			return value;
		}
		throw new IllegalStateException("The value of '%s' is not encoded".formatted(step.path()));
	}

	private static AttributeValue sum(@Nullable AttributeValue current, UpdateStep step) {
		if (current != null && current.n() == null) {
			throw new UnfitItemException(step.path(), "no number");
		}
		BigDecimal sum = ((current != null) ? new BigDecimal(current.n()) : BigDecimal.ZERO)
			.add(new BigDecimal(given(step).n()))
			.stripTrailingZeros();
		if (sum.precision() > MAX_DIGITS) {
			throw new UnfitItemException(step.path(), "no number that can be added to");
		}
		return AttributeValue.fromN((sum.signum() == 0) ? "0" : sum.toPlainString());
	}

	private static List<AttributeValue> elements(@Nullable AttributeValue current, UpdateStep step) {
		if (current != null && !current.hasL()) {
			throw new UnfitItemException(step.path(), "no list");
		}
		return (current != null) ? current.l() : List.of();
	}

	private static AttributeValue joined(List<AttributeValue> first, List<AttributeValue> second) {
		List<AttributeValue> joined = new ArrayList<>(first.size() + second.size());
		joined.addAll(first);
		joined.addAll(second);
		return AttributeValue.fromL(joined);
	}

}
