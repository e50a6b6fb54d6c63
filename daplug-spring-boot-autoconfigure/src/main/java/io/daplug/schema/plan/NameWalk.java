package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.daplug.schema.plan.ObjectPlan.Property;
import org.jspecify.annotations.Nullable;

/**
 * One way through a schema along a path of names and list indexes, to find out whether
 * the schema knows the names.
 */
public final class NameWalk {

	/** Nothing lies deeper in DynamoDB's items. */
	private static final int DEEPEST = 32;

	private final SchemaNode root;

	private final List<Object> path;

	/** What is known of the part of the path that begins at a place, for each node. */
	private final List<Map<SchemaNode, Boolean>> forbidden = new ArrayList<>();

	/**
	 * Creates a walk.
	 * @param root what the schema says of the item
	 * @param path names and indexes, from the item inwards
	 */
	public NameWalk(SchemaNode root, List<Object> path) {
		this.root = root;
		this.path = path.subList(0, Math.min(path.size(), DEEPEST));
	}

	/**
	 * Finds the first name that the schema does not know. It costs a look-up for each
	 * part of the path, and patterns of names where no property has the name.
	 * @return its place in the path; -1 if there is none, or if what lies there is left
	 * open
	 */
	public int unknown() {
		List<SchemaNode> nodes = List.of(this.root);
		for (int i = 0; i < this.path.size() && !nodes.isEmpty(); i++) {
			if (this.path.get(i) instanceof String name && !takes(nodes, name)) {
				return i;
			}
			nodes = below(nodes, this.path.get(i));
		}
		return -1;
	}

	/**
	 * Returns the properties that the schema describes where the path's last name stands.
	 * @return their names, those of all alternatives included
	 */
	public Set<String> known() {
		List<SchemaNode> nodes = List.of(this.root);
		for (Object element : this.path.subList(0, this.path.size() - 1)) {
			nodes = below(nodes, element);
		}
		Set<String> names = new TreeSet<>();
		for (SchemaNode node : nodes) {
			ObjectPlan object = picked(node, Kind.OBJECT).object();
			if (object != null) {
				object.properties()
					.values()
					.stream()
					.filter(Property::described)
					.map(Property::name)
					.forEach(names::add);
			}
		}
		return names;
	}

	/**
	 * Returns whether no item that fits the schema has anything at the path. Each schema
	 * is asked once for each part of the path.
	 * @return {@code true} if an object on the way, or each of its alternatives, is
	 * closed
	 */
	public boolean forbidden() {
		this.forbidden.clear();
		this.path.forEach((element) -> this.forbidden.add(new IdentityHashMap<>()));
		return forbids(this.root, 0);
	}

	private static boolean takes(List<SchemaNode> nodes, String name) {
		boolean open = false;
		boolean closed = false;
		boolean spoken = false;
		for (SchemaNode node : nodes) {
			ObjectPlan object = picked(node, Kind.OBJECT).object();
			if (object != null) {
				if (object.describes(name)) {
					return true;
				}
				spoken = true;
				open |= object.open();
				closed |= object.forbids(name);
			}
		}
		return !spoken || (open && !closed);
	}

	private static List<SchemaNode> below(List<SchemaNode> nodes, Object element) {
		if (nodes.size() == 1) {
			return below(nodes.get(0), element);
		}
		Set<SchemaNode> below = Collections.newSetFromMap(new IdentityHashMap<>());
		nodes.forEach((node) -> below.addAll(below(node, element)));
		return List.copyOf(below);
	}

	private static List<SchemaNode> below(SchemaNode node, Object element) {
		if (element instanceof String name) {
			ObjectPlan object = picked(node, Kind.OBJECT).object();
			return (object != null) ? object.speaking(name) : List.of();
		}
		ArrayPlan array = picked(node, Kind.ARRAY).array();
		SchemaNode below = (array != null) ? array.node((Integer) element) : null;
		return (below != null) ? List.of(below) : List.of();
	}

	/** What is said of a value whose kind tells which alternative is meant. */
	private static SchemaNode picked(SchemaNode node, int kind) {
		SchemaNode picked = node;
		for (SchemaNode next = node; next != null; next = pick(picked, kind)) {
			picked = next;
		}
		return picked;
	}

	private static @Nullable SchemaNode pick(SchemaNode node, int kind) {
		return (node.choice() != null) ? node.choice().select(kind) : null;
	}

	private boolean forbids(SchemaNode node, int from) {
		if (from == this.path.size()) {
			return false;
		}
		Map<SchemaNode, Boolean> known = this.forbidden.get(from);
		Boolean before = known.putIfAbsent(node, false);
		if (before != null) {
			return before;
		}
		boolean forbids = asks(node, from);
		known.put(node, forbids);
		return forbids;
	}

	private boolean asks(SchemaNode node, int from) {
		Object element = this.path.get(from);
		int kind = (element instanceof String) ? Kind.OBJECT : Kind.ARRAY;
		SchemaNode picked = picked(node, kind);
		if ((picked.kinds() & kind) == 0) {
			return true;
		}
		ObjectPlan object = picked.object();
		if (object != null && element instanceof String name && object.forbids(name) && !object.describes(name)) {
			return true;
		}
		Composition composition = picked.composition();
		return below(picked, element).stream().anyMatch((each) -> forbids(each, from + 1))
				|| (composition != null && composition.alternatives()
					.stream()
					.anyMatch((each) -> each.nodes().stream().allMatch((option) -> forbids(option, from))));
	}

}
