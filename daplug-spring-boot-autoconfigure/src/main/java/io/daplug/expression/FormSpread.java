package io.daplug.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Has conditions met by each form in which their values may be stored.
 *
 * @param forms knows the forms
 */
record FormSpread(OtherForms forms) {

	/** Returns a condition for all forms; the very same one if there are no others. */
	ConditionNode over(ConditionNode node) {
		if (node instanceof ConditionNode.Junction junction) {
			List<ConditionNode> nodes = junction.nodes().stream().map(this::over).toList();
			return nodes.equals(junction.nodes()) ? node : ConditionNode.Junction.of(junction.connective(), nodes);
		}
		if (node instanceof ConditionNode.Negation negation) {
			return ConditionNode.Negation.of(over(negation.node()));
		}
		if (node instanceof ConditionNode.Comparison comparison) {
			return comparison(comparison);
		}
		if (node instanceof ConditionNode.Membership membership) {
			return membership(membership);
		}
		return (node instanceof ConditionNode.FunctionCall call) ? call(call) : node;
	}

	private ConditionNode comparison(ConditionNode.Comparison comparison) {
		boolean unequal = comparison.comparator() == Comparator.NOT_EQUAL;
		if (!unequal && comparison.comparator() != Comparator.EQUAL) {
			return comparison;
		}
		ConditionNode.Membership one = new ConditionNode.Membership(comparison.left(), List.of(comparison.right()));
		ConditionNode spread = membership(one);
		return (spread == one) ? comparison : unequal ? ConditionNode.Negation.of(spread) : spread;
	}

	private ConditionNode membership(ConditionNode.Membership membership) {
		if (!(membership.operand() instanceof Operand.Path attribute)) {
			return membership;
		}
		Set<Operand> others = new LinkedHashSet<>();
		for (Operand option : membership.options()) {
			if (option instanceof Operand.Value value) {
				this.forms.of(attribute.path(), value.value()).forEach((form) -> others.add(new Operand.Value(form)));
			}
		}
		if (others.isEmpty()) {
			return membership;
		}
		List<Operand> all = new ArrayList<>(membership.options());
		all.addAll(others);
		return (all.size() <= ConditionNode.MAX_OPTIONS) ? new ConditionNode.Membership(attribute, all)
				: ConditionNode.Junction.of(ConditionNode.Connective.OR,
						List.of(membership, new ConditionNode.Membership(attribute, List.copyOf(others))));
	}

	private ConditionNode call(ConditionNode.FunctionCall call) {
		if (call.function() != ConditionNode.Function.CONTAINS
				|| !(call.arguments().get(0) instanceof Operand.Path list)
				|| !(call.arguments().get(1) instanceof Operand.Value element)) {
			return call;
		}
		List<AttributeValue> others = this.forms.inside(list.path(), element.value());
		if (others.isEmpty()) {
			return call;
		}
		List<ConditionNode> calls = new ArrayList<>();
		calls.add(call);
		others.forEach((form) -> calls
			.add(new ConditionNode.FunctionCall(call.function(), List.of(list, new Operand.Value(form)))));
		return ConditionNode.Junction.of(ConditionNode.Connective.OR, calls);
	}

}
