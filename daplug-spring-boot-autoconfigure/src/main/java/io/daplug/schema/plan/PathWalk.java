package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.plan.ObjectPlan.Property;
import io.daplug.text.DecimalText;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a schema says of the value at one path, as far as the path alone tells. What
 * alternatives say is not seen: which of them holds is for the whole item to tell.
 */
public final class PathWalk {

	/** Where an element stands that is put at an end of a list. */
	private static final String NEXT_ELEMENT = "/-";

	private final List<Object> path;

	/** What must hold for the value; none if nothing is said of it. */
	private final List<SchemaNode> nodes;

	private @Nullable Violation obstacle;

	private boolean required;

	/** How many parts of the path lead to what clients must not send; 0 if none do. */
	private int readOnly;

	/**
	 * Walks along a path.
	 * @param root what the schema says of the item
	 * @param path names of properties and indexes of lists, from the item inwards
	 */
	public PathWalk(SchemaNode root, List<Object> path) {
		this.path = path;
		List<SchemaNode> at = List.of(root);
		for (int i = 0; i < path.size(); i++) {
			at = below(at, i);
			if (this.readOnly == 0 && isReadOnly(at)) {
				this.readOnly = i + 1;
			}
		}
		this.nodes = at;
	}

	private static boolean isReadOnly(List<SchemaNode> nodes) {
		for (SchemaNode node : nodes) {
			if (node.access().is(Access.Mark.READ_ONLY)) {
				return true;
			}
		}
		return false;
	}

	private String pointer(int length) {
		StringBuilder pointer = new StringBuilder();
		this.path.subList(0, length).forEach((element) -> pointer.append(JsonPointer.segment(element)));
		return pointer.toString();
	}

	private String pointer() {
		return pointer(this.path.size());
	}

	private List<SchemaNode> below(List<SchemaNode> nodes, int place) {
		Object element = this.path.get(place);
		int kind = (element instanceof String) ? Kind.OBJECT : Kind.ARRAY;
		List<SchemaNode> below = List.of();
		this.required = false;
		for (SchemaNode node : nodes) {
			SchemaNode picked = picked(node, kind);
			if ((picked.kinds() & kind) != 0) {
				List<SchemaNode> more = (element instanceof String name) ? named(picked, name)
						: indexed(picked, (Integer) element);
				below = below.isEmpty() ? more : joined(below, more);
			}
			else if (this.obstacle == null) {
				this.obstacle = new Violation(pointer(place), "type",
						"must be %s, so there is no '%s' inside".formatted(Kind.names(picked.kinds()), element));
			}
		}
		return below;
	}

	private List<SchemaNode> named(SchemaNode node, String name) {
		ObjectPlan object = node.object();
		if (object == null) {
			return List.of();
		}
		Property property = object.properties().get(name);
		this.required |= property != null && property.required();
		return object.speaking(name);
	}

	private static List<SchemaNode> indexed(SchemaNode node, int index) {
		ArrayPlan array = node.array();
		SchemaNode each = (array != null) ? array.node(index) : null;
		return (each != null) ? List.of(each) : List.of();
	}

	private static List<SchemaNode> joined(List<SchemaNode> some, List<SchemaNode> more) {
		Set<SchemaNode> joined = new LinkedHashSet<>(some);
		joined.addAll(more);
		return List.copyOf(joined);
	}

	private static SchemaNode picked(SchemaNode node, int kind) {
		Choice choice = node.choice();
		SchemaNode picked = (choice != null) ? choice.select(kind) : null;
		return (picked != null) ? picked(picked, kind) : node;
	}

	/**
	 * Returns why nothing can be at the path.
	 * @return what is in the way, which is of another type; null if nothing is
	 */
	public @Nullable Violation obstacle() {
		return this.obstacle;
	}

	/**
	 * Returns whether the value must be there.
	 * @return whether the object that holds it demands it
	 */
	public boolean required() {
		return this.required;
	}

	/**
	 * Finds what clients must not send.
	 * @param value the value at the path; null if it brings none
	 * @return JSON pointers
	 */
	public List<String> readOnly(@Nullable AttributeValue value) {
		if (this.readOnly > 0) {
			return List.of(pointer(this.readOnly));
		}
		List<String> found = new ArrayList<>();
		for (SchemaNode node : this.nodes) {
			if (value != null && value.hasM() && node.access().leadsTo(Access.Mark.READ_ONLY)) {
				AccessWalk walk = new AccessWalk(Access.Mark.READ_ONLY, false);
				walk.object(node, value.m());
				walk.found().forEach((inner) -> found.add(pointer() + inner));
			}
		}
		return found;
	}

	/**
	 * Brings a value into its shape and checks it.
	 * @param value the value, which is not changed
	 * @param walk what is to be done; it gets the violations
	 * @return the value in its shape
	 */
	public AttributeValue shape(AttributeValue value, Walk walk) {
		return shape(this.nodes, value, walk);
	}

	/**
	 * Brings an element of the list or set at the path into its shape and checks it,
	 * wherever in the list it is going to be.
	 * @param element the element, which is not changed
	 * @param walk what is to be done; it gets the violations
	 * @return the element in its shape
	 */
	public AttributeValue shapeElement(AttributeValue element, Walk walk) {
		List<SchemaNode> each = new ArrayList<>();
		for (SchemaNode node : this.nodes) {
			ArrayPlan array = picked(node, Kind.ARRAY).array();
			SchemaNode first = (array != null) ? array.node(0) : null;
			if (array != null && first != null && first == array.node(Integer.MAX_VALUE)) {
				each.add(first);
			}
		}
		return shape(each, element, walk);
	}

	private static AttributeValue shape(List<SchemaNode> nodes, AttributeValue value, Walk walk) {
		if (nodes.size() != 1) {
			AttributeValue shaped = value;
			for (SchemaNode node : nodes) {
				shaped = walk.wholeOnce(node, shaped);
			}
			return shaped;
		}
		if (!value.hasM()) {
			return nodes.get(0).walk(value, walk);
		}
		Map<String, AttributeValue> object = new LinkedHashMap<>(value.m());
		walk.shape(nodes.get(0), object);
		return AttributeValue.fromM(object);
	}

	/**
	 * Checks that there can be values of a kind.
	 * @param value a value of the kind
	 * @return the violation; null if there is none
	 */
	public @Nullable Violation refusal(AttributeValue value) {
		int kinds = Kind.of(value);
		boolean fraction = value.n() != null && !DecimalText.isWhole(value.n());
		for (SchemaNode node : this.nodes) {
			int allowed = fraction ? node.kinds() & ~Kind.INTEGER : node.kinds();
			if ((allowed & kinds) == 0) {
				return new Violation(pointer(), "type", "must be " + Kind.names(node.kinds()) + ", is "
						+ (fraction && (node.kinds() & kinds) != 0 ? "a fraction" : Kind.name(value)));
			}
		}
		return null;
	}

	/**
	 * Returns the violations of a value, as seen from the item.
	 * @param walk the walk that found them
	 * @return the violations
	 */
	public List<Violation> violations(Walk walk) {
		return told(walk, "");
	}

	/**
	 * Returns the violations of an element, as seen from the item.
	 * @param walk the walk that found them
	 * @return the violations
	 */
	public List<Violation> elementViolations(Walk walk) {
		return told(walk, NEXT_ELEMENT);
	}

	private List<Violation> told(Walk walk, String suffix) {
		List<Violation> found = walk.violations();
		if (found.isEmpty()) {
			return found;
		}
		String pointer = pointer() + suffix;
		return found.stream()
			.map((each) -> new Violation(pointer + each.pointer(), each.keyword(), each.message()))
			.toList();
	}

	/**
	 * Says of the path what is wrong.
	 * @param keyword the keyword that is violated
	 * @param message what the schema asks for
	 * @return the violation
	 */
	public Violation violation(String keyword, String message) {
		return new Violation(pointer(), keyword, message);
	}

}
