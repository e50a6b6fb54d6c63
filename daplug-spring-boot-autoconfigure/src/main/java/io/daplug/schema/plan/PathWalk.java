package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

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

	private final String pointer;

	/** What must hold for the value; none if nothing is said of it. */
	private final List<SchemaNode> nodes;

	private @Nullable Violation obstacle;

	private boolean required;

	private @Nullable String readOnly;

	/**
	 * Walks along a path.
	 * @param root what the schema says of the item
	 * @param path names of properties and indexes of lists, from the item inwards
	 */
	public PathWalk(SchemaNode root, List<Object> path) {
		List<SchemaNode> at = List.of(root);
		StringBuilder pointer = new StringBuilder();
		for (Object element : path) {
			at = below(at, element, pointer.toString());
			pointer.append(JsonPointer.segment(element));
			if (this.readOnly == null && at.stream().anyMatch((node) -> node.access().is(Access.Mark.READ_ONLY))) {
				this.readOnly = pointer.toString();
			}
		}
		this.nodes = at;
		this.pointer = pointer.toString();
	}

	private List<SchemaNode> below(List<SchemaNode> nodes, Object element, String pointer) {
		int kind = (element instanceof String) ? Kind.OBJECT : Kind.ARRAY;
		LinkedHashSet<SchemaNode> below = new LinkedHashSet<>();
		this.required = false;
		for (SchemaNode node : nodes) {
			SchemaNode picked = picked(node, kind);
			if ((picked.kinds() & kind) == 0) {
				if (this.obstacle == null) {
					this.obstacle = new Violation(pointer, "type", "must be " + Kind.names(picked.kinds())
							+ ", so there is no '%s' inside".formatted(element));
				}
				continue;
			}
			if (element instanceof String name) {
				ObjectPlan object = picked.object();
				if (object != null) {
					below.addAll(object.speaking(name));
					Property property = object.properties().get(name);
					this.required |= property != null && property.required();
				}
			}
			else {
				ArrayPlan array = picked.array();
				SchemaNode each = (array != null) ? array.node((Integer) element) : null;
				if (each != null) {
					below.add(each);
				}
			}
		}
		return List.copyOf(below);
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
		if (this.readOnly != null) {
			return List.of(this.readOnly);
		}
		List<String> found = new ArrayList<>();
		for (SchemaNode node : this.nodes) {
			if (value != null && value.hasM() && node.access().leadsTo(Access.Mark.READ_ONLY)) {
				AccessWalk walk = new AccessWalk(Access.Mark.READ_ONLY, false);
				walk.object(node, value.m());
				walk.found().forEach((inner) -> found.add(this.pointer + inner));
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
				return new Violation(this.pointer, "type", "must be " + Kind.names(node.kinds()) + ", is "
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
		return below(walk, this.pointer);
	}

	/**
	 * Returns the violations of an element, as seen from the item.
	 * @param walk the walk that found them
	 * @return the violations
	 */
	public List<Violation> elementViolations(Walk walk) {
		return below(walk, this.pointer + NEXT_ELEMENT);
	}

	private static List<Violation> below(Walk walk, String pointer) {
		return walk.violations()
			.stream()
			.map((found) -> new Violation(pointer + found.pointer(), found.keyword(), found.message()))
			.toList();
	}

	/**
	 * Says of the path what is wrong.
	 * @param keyword the keyword that is violated
	 * @param message what the schema asks for
	 * @return the violation
	 */
	public Violation violation(String keyword, String message) {
		return new Violation(this.pointer, keyword, message);
	}

}
