package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Applies defaults, before anything is judged: those that hold in any case first, then
 * those of the branches that the value takes with them, and again until there is nothing
 * to add. A branch is taken if the value fits it, or would with the branch's own
 * defaults. Defaults are only ever added, so this ends, and whether the outcome is right
 * is judged afterwards. NULLs that count as absent go on the way.
 */
final class Filling {

	/** How deep items can be: a default that holds itself ends there. */
	private static final int DEEPEST = 32;

	private final Walk walk;

	private final Verdicts filled = new Verdicts();

	private final boolean nulls;

	private int depth;

	/**
	 * Starts filling an item.
	 * @param walk the walk that wants it
	 * @param nulls whether NULLs that count as absent are removed
	 */
	Filling(Walk walk, boolean nulls) {
		this.walk = walk;
		this.nulls = nulls;
	}

	private boolean concerns(SchemaNode node) {
		return node.fills() || this.nulls;
	}

	private AttributeValue fill(SchemaNode node, AttributeValue value) {
		if (!concerns(node) || this.depth >= DEEPEST || !(value.hasM() || value.hasL())) {
			return value;
		}
		AttributeValue known = this.filled.shape(node, value);
		if (known != null) {
			return known;
		}
		this.depth++;
		AttributeValue result = value.hasM() ? object(node, value) : list(node, value);
		this.depth--;
		this.filled.shape(node, value, result);
		this.filled.shape(node, result, result);
		return result;
	}

	private AttributeValue object(SchemaNode node, AttributeValue value) {
		Map<String, AttributeValue> filled = fill(node, value.m(), false);
		return (filled != value.m()) ? AttributeValue.fromM(filled) : value;
	}

	private AttributeValue list(SchemaNode node, AttributeValue value) {
		SchemaNode chosen = (node.choice() != null) ? node.choice().select(Kind.ARRAY) : null;
		if (chosen != null) {
			return fill(chosen, value);
		}
		AttributeValue result = value;
		AttributeValue before;
		do {
			before = result;
			result = (node.array() != null) ? elements(node.array(), result) : result;
			if (node.composition() != null) {
				for (Composition.Conditional each : node.composition().conditionals()) {
					SchemaNode asked = each.asked(Subject.of(result), this.walk);
					result = (asked != null) ? fill(asked, result) : result;
				}
				for (Alternatives each : node.composition().alternatives()) {
					SchemaNode taken = taken(each, Subject.of(result));
					result = (taken != null) ? fill(taken, result) : result;
				}
			}
		}
		while (result != before);
		return result;
	}

	private AttributeValue elements(ArrayPlan plan, AttributeValue value) {
		List<AttributeValue> list = value.l();
		List<AttributeValue> copy = null;
		for (int i = 0; i < list.size() && !plan.staysWhole(this.walk); i++) {
			SchemaNode node = plan.node(i);
			if (node == null) {
				break;
			}
			AttributeValue element = fill(node, list.get(i));
			if (element != list.get(i)) {
				copy = (copy != null) ? copy : new ArrayList<>(list);
				copy.set(i, element);
			}
		}
		return (copy != null) ? AttributeValue.fromL(copy) : value;
	}

	/**
	 * Fills an object.
	 * @param node what the schema says of it
	 * @param map its properties, which are not changed
	 * @param root whether it is the item itself
	 * @return the same map, or a changed copy
	 */
	Map<String, AttributeValue> fill(SchemaNode node, Map<String, AttributeValue> map, boolean root) {
		if (!concerns(node)) {
			return map;
		}
		Map<String, AttributeValue> result = map;
		Map<String, AttributeValue> before;
		do {
			before = result;
			SchemaNode chosen = (node.choice() != null) ? node.choice().select(result) : null;
			if (chosen != null) {
				result = fill(chosen, result, root);
				continue;
			}
			result = (node.object() != null) ? properties(node.object(), result) : result;
			if (node.composition() != null) {
				result = branches(node.composition(), result, root);
			}
		}
		while (result != before);
		return result;
	}

	private Map<String, AttributeValue> branches(Composition composition, Map<String, AttributeValue> map,
			boolean root) {
		Map<String, AttributeValue> result = map;
		for (Composition.Conditional each : composition.conditionals()) {
			SchemaNode asked = each.asked(Subject.object(result, root), this.walk);
			result = (asked != null) ? fill(asked, result, root) : result;
		}
		for (Alternatives each : composition.alternatives()) {
			SchemaNode taken = taken(each, Subject.object(result, root));
			result = (taken != null) ? fill(taken, result, root) : result;
		}
		return result;
	}

	/**
	 * The alternative that a value takes: the one it fits, or else the one it fits once
	 * it has its defaults. Where exactly one is demanded and there are several, none is
	 * taken.
	 */
	private @Nullable SchemaNode taken(Alternatives alternatives, Subject subject) {
		if (alternatives.nodes().stream().noneMatch(this::concerns)) {
			return null;
		}
		List<SchemaNode> fitting = alternatives.nodes()
			.stream()
			.filter((node) -> this.walk.fits(node, subject))
			.toList();
		if (fitting.isEmpty()) {
			fitting = alternatives.nodes().stream().filter((node) -> fitsFilled(node, subject)).toList();
		}
		return (fitting.size() == 1 || (fitting.size() > 1 && !alternatives.exactlyOne())) ? fitting.get(0) : null;
	}

	private boolean fitsFilled(SchemaNode node, Subject subject) {
		Map<String, AttributeValue> map = subject.properties();
		if (map != null) {
			Map<String, AttributeValue> result = fill(node, map, subject.isRoot());
			return result != map && this.walk.fits(node, Subject.object(result, subject.isRoot()));
		}
		AttributeValue value = subject.value();
		AttributeValue result = fill(node, value);
		return result != value && this.walk.fits(node, result);
	}

	private Map<String, AttributeValue> properties(ObjectPlan plan, Map<String, AttributeValue> map) {
		Map<String, AttributeValue> result = map;
		if (this.nulls || plan.fillsOthers()) {
			for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
				result = put(result, map, entry.getKey(), property(plan, entry));
			}
		}
		else {
			for (ObjectPlan.Property property : plan.filling()) {
				AttributeValue value = map.get(property.name());
				if (value != null) {
					result = put(result, map, property.name(), fill(property.node(), value));
				}
			}
		}
		for (ObjectPlan.Property property : plan.defaulted()) {
			AttributeValue value = result.get(property.name());
			if (value == null || this.walk.isAbsent(property.node(), value)) {
				result = put(result, map, property.name(), property.defaultValue());
			}
		}
		return result;
	}

	private @Nullable AttributeValue property(ObjectPlan plan, Map.Entry<String, AttributeValue> entry) {
		AttributeValue value = entry.getValue();
		for (SchemaNode node : plan.speaking(entry.getKey())) {
			if (this.walk.isAbsent(node, value)) {
				return null;
			}
			value = fill(node, value);
		}
		return value;
	}

	private static Map<String, AttributeValue> put(Map<String, AttributeValue> result, Map<String, AttributeValue> map,
			String name, @Nullable AttributeValue value) {
		if (result.get(name) == value) {
			return result;
		}
		Map<String, AttributeValue> own = (result != map) ? result : new LinkedHashMap<>(map);
		if (value != null) {
			own.put(name, value);
		}
		else {
			own.remove(name);
		}
		return own;
	}

}
