package io.daplug.schema.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out what lies below each node of a compiled graph, so that walks keep answers and
 * look for defaults only where that can matter.
 */
public final class Reach {

	private final Map<SchemaNode, List<SchemaNode>> above = new IdentityHashMap<>();

	private final Collection<SchemaNode> nodes;

	private Reach(Collection<SchemaNode> nodes) {
		this.nodes = nodes;
		for (SchemaNode node : nodes) {
			below(node).forEach((child) -> this.above.computeIfAbsent(child, (key) -> new ArrayList<>()).add(node));
		}
	}

	/**
	 * Tells each node what lies below it. To be called once all are compiled. Nodes that
	 * have been told before keep what they know, and tell it to those above.
	 * @param nodes all nodes that have not been told yet
	 */
	public static void complete(Collection<SchemaNode> nodes) {
		Reach reach = new Reach(nodes);
		Set<SchemaNode> asking = reach
			.from((node) -> asks(node) || below(node).stream().anyMatch(SchemaNode::asksAgain));
		Set<SchemaNode> filling = reach.from((node) -> (node.object() != null && !node.object().defaulted().isEmpty())
				|| below(node).stream().anyMatch(SchemaNode::fills));
		nodes.forEach((node) -> node.reaches(asking.contains(node), filling.contains(node)));
		for (Access.Mark mark : Access.Mark.values()) {
			reach
				.from((node) -> node.access().is(mark)
						|| below(node).stream().anyMatch((child) -> child.access().leadsTo(mark)))
				.forEach((node) -> node.access().leads(mark));
		}
		for (SchemaNode node : nodes) {
			if (node.object() != null) {
				node.object().complete();
			}
		}
	}

	private static List<SchemaNode> below(SchemaNode node) {
		List<SchemaNode> below = new ArrayList<>();
		if (node.object() != null) {
			below.addAll(node.object().nodes());
		}
		if (node.array() != null) {
			below.addAll(node.array().nodes());
		}
		if (node.composition() != null) {
			below.addAll(node.composition().nodes());
		}
		if (node.choice() != null) {
			node.choice().nodes().forEach(below::add);
		}
		return below;
	}

	/** Whether several ways lead from a node to the same value. */
	private static boolean asks(SchemaNode node) {
		return (node.composition() != null && node.composition().tries())
				|| (node.object() != null && node.object().overlaps())
				|| (node.array() != null && node.array().tries());
	}

	/** All nodes of some kind, and all from which one of them can be reached. */
	private Set<SchemaNode> from(Predicate<SchemaNode> kind) {
		Set<SchemaNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<SchemaNode> next = new ArrayDeque<>();
		this.nodes.stream().filter(kind).filter(found::add).forEach(next::add);
		while (!next.isEmpty()) {
			this.above.getOrDefault(next.remove(), List.of()).stream().filter(found::add).forEach(next::add);
		}
		return found;
	}

}
