package io.daplug.schema.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One way through one item, to find the values that have a mark and to leave them out. It
 * goes only where such values can be, and to each value once for each schema that speaks
 * of it. Where several alternatives describe a value, it is enough that one marks it.
 */
public final class AccessWalk {

	private final Access.Mark mark;

	private final boolean nullsAreAbsent;

	private final Verdicts known = new Verdicts();

	private final Deque<Object> path = new ArrayDeque<>();

	private final List<String> found = new ArrayList<>();

	/**
	 * Creates a walk.
	 * @param mark what is looked for
	 * @param nullsAreAbsent whether a NULL is no value
	 */
	public AccessWalk(Access.Mark mark, boolean nullsAreAbsent) {
		this.mark = mark;
		this.nullsAreAbsent = nullsAreAbsent;
	}

	/**
	 * Returns where values with the mark were.
	 * @return JSON pointers
	 */
	public List<String> found() {
		return this.found;
	}

	/**
	 * Leaves out the values that have the mark.
	 * @param node what the schema says of an object
	 * @param map its properties, which are not changed
	 * @return the same map, or a copy without them
	 */
	public Map<String, AttributeValue> object(SchemaNode node, Map<String, AttributeValue> map) {
		if (!node.access().leadsTo(this.mark)) {
			return map;
		}
		SchemaNode chosen = (node.choice() != null) ? node.choice().select(map) : null;
		if (chosen != null) {
			return object(chosen, map);
		}
		Map<String, AttributeValue> result = map;
		if (node.object() != null) {
			for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
				AttributeValue value = entry.getValue();
				AttributeValue kept = kept(node.object().speaking(entry.getKey()), entry.getKey(), value);
				if (kept != value) {
					result = put((result != map) ? result : new LinkedHashMap<>(map), entry.getKey(), kept);
				}
			}
		}
		return result;
	}

	private static Map<String, AttributeValue> put(Map<String, AttributeValue> map, String name,
			@Nullable AttributeValue value) {
		if (value != null) {
			map.put(name, value);
		}
		else {
			map.remove(name);
		}
		return map;
	}

	private @Nullable AttributeValue kept(List<SchemaNode> nodes, Object segment, AttributeValue value) {
		this.path.addLast(segment);
		AttributeValue kept = value;
		for (SchemaNode node : nodes) {
			if (kept != null) {
				kept = kept(node, kept);
			}
		}
		this.path.removeLast();
		return kept;
	}

	private @Nullable AttributeValue kept(SchemaNode node, AttributeValue value) {
		if (!node.access().is(this.mark)) {
			return inside(node, value);
		}
		if (this.nullsAreAbsent && value.type() == AttributeValue.Type.NUL) {
			return value;
		}
		StringBuilder pointer = new StringBuilder();
		this.path.forEach((segment) -> pointer.append(JsonPointer.segment(segment)));
		this.found.add(pointer.toString());
		return null;
	}

	private AttributeValue inside(SchemaNode node, AttributeValue value) {
		if (!node.access().leadsTo(this.mark) || !(value.hasM() || value.hasL())) {
			return value;
		}
		AttributeValue known = this.known.shape(node, value);
		if (known != null) {
			return known;
		}
		AttributeValue kept = value;
		if (value.hasL()) {
			kept = list(node, value);
		}
		else {
			Map<String, AttributeValue> object = object(node, value.m());
			kept = (object != value.m()) ? AttributeValue.fromM(object) : value;
		}
		this.known.shape(node, value, kept);
		return kept;
	}

	private AttributeValue list(SchemaNode node, AttributeValue value) {
		SchemaNode chosen = (node.choice() != null) ? node.choice().select(Kind.ARRAY) : null;
		if (chosen != null) {
			return inside(chosen, value);
		}
		List<AttributeValue> elements = value.l();
		List<AttributeValue> result = new ArrayList<>(elements.size());
		boolean same = true;
		for (int i = 0; i < elements.size(); i++) {
			SchemaNode element = (node.array() != null) ? node.array().node(i) : null;
			AttributeValue kept = (element != null) ? kept(List.of(element), i, elements.get(i)) : elements.get(i);
			same &= kept == elements.get(i);
			if (kept != null) {
				result.add(kept);
			}
		}
		return same ? value : AttributeValue.fromL(result);
	}

}
