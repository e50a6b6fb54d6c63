package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.plan.Others.Additional;
import io.daplug.schema.plan.Others.Closed;
import io.daplug.schema.plan.Others.Patterned;
import io.daplug.text.JsonPointer;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the schema says of an object's properties.
 */
public final class ObjectPlan {

	/**
	 * A property that the schema names.
	 *
	 * @param name the name
	 * @param node what is said of its value
	 * @param described whether it is described, and not only required
	 * @param required whether it must be there
	 */
	public record Property(String name, SchemaNode node, boolean described, boolean required) {

		@Nullable AttributeValue defaultValue() {
			return this.node.defaultValue();
		}

	}

	/** Longer names are not compared with others. */
	private static final int LONGEST_NAME = 100;

	private final Map<String, Property> properties;

	private final Property[] required;

	private final List<Property> defaulted;

	private List<Property> filling = List.of();

	private boolean fillsOthers;

	private final boolean open;

	private final List<Patterned> patterned;

	private final List<Additional> additional;

	private final List<Closed> closed;

	private final Others others;

	private final ObjectChecks checks;

	/**
	 * Creates a plan.
	 * @param properties the properties that the schema names, by name
	 * @param others what is said of all others
	 * @param checks what must hold for the object as a whole
	 */
	public ObjectPlan(Map<String, Property> properties, Others others, ObjectChecks checks) {
		this.properties = properties;
		this.required = properties.values().stream().filter(Property::required).toArray(Property[]::new);
		this.defaulted = properties.values().stream().filter((property) -> property.defaultValue() != null).toList();
		this.open = others.open();
		this.patterned = others.patterned();
		this.additional = others.additional();
		this.closed = others.limits().closed();
		this.others = others;
		this.checks = checks;
	}

	public Map<String, Property> properties() {
		return this.properties;
	}

	public boolean open() {
		return this.open;
	}

	public boolean describes(String name) {
		Property property = this.properties.get(name);
		return (property != null && property.described()) || matchesPattern(name);
	}

	public boolean forbids(String name) {
		for (Closed each : this.closed) {
			if (!each.allows(name)) {
				return true;
			}
		}
		return !this.open && this.others.limits().leavesNoRest() && !describes(name);
	}

	private boolean matchesPattern(String name) {
		for (Patterned each : this.patterned) {
			if (each.matches(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * All nodes that an object's properties are walked by.
	 * @return the nodes
	 */
	List<SchemaNode> nodes() {
		List<SchemaNode> nodes = new ArrayList<>();
		this.properties.values().forEach((property) -> nodes.add(property.node()));
		this.others.nodes().forEach(nodes::add);
		this.others.limits().unevaluated().forEach((each) -> nodes.addAll(each.nodes()));
		return nodes;
	}

	/**
	 * Finds out where defaults lie below. To be called once that is known of all nodes.
	 */
	void complete() {
		this.filling = this.properties.values().stream().filter((property) -> property.node().fills()).toList();
		this.fillsOthers = this.others.nodes().anyMatch(SchemaNode::fills);
	}

	/**
	 * Whether several schemas may speak of one property at run time.
	 * @return {@code true} if a value may be walked more than once
	 */
	boolean overlaps() {
		return this.others.nodes().count() > 1 || !this.others.limits().unevaluated().isEmpty();
	}

	/** What is said of all properties that are not named; null if that depends. */
	@Nullable SchemaNode rest() {
		return (this.patterned.isEmpty() && this.additional.size() == 1) ? this.additional.get(0).node() : null;
	}

	List<Property> defaulted() {
		return this.defaulted;
	}

	List<Property> filling() {
		return this.filling;
	}

	boolean fillsOthers() {
		return this.fillsOthers;
	}

	/**
	 * What is said of a property, by its name or in general.
	 * @param name the name
	 * @return the nodes
	 */
	List<SchemaNode> speaking(String name) {
		Property property = this.properties.get(name);
		if (property != null && property.described()) {
			return List.of(property.node());
		}
		List<SchemaNode> nodes = new ArrayList<>();
		this.patterned.stream().filter((each) -> each.matches(name)).forEach((each) -> nodes.add(each.node()));
		this.additional.stream().filter((each) -> each.covers(name)).forEach((each) -> nodes.add(each.node()));
		if (nodes.isEmpty()) {
			this.others.limits().unevaluated().stream().flatMap(Unevaluated::rest).forEach(nodes::add);
		}
		return nodes;
	}

	Map<String, AttributeValue> walk(Map<String, AttributeValue> map, Walk walk, boolean root) {
		if (walk.validates()) {
			for (Unevaluated each : this.others.limits().unevaluated()) {
				each.checkObject(map, walk, root);
			}
		}
		Map<String, AttributeValue> result = map;
		int required = 0;
		Set<String> dropped = null;
		Iterator<Map.Entry<String, AttributeValue>> entries = map.entrySet().iterator();
		while (entries.hasNext()) {
			Map.Entry<String, AttributeValue> entry = entries.next();
			Property property = this.properties.get(entry.getKey());
			AttributeValue mapped = map(property, entry, walk, root);
			if (walk.isDecided()) {
				return result;
			}
			if (property != null) {
				boolean there = mapped != null || !property.described();
				required += (property.required() && there) ? 1 : 0;
				dropped = (there && mapped == null) ? with(dropped, entry.getKey()) : dropped;
			}
			if (mapped != entry.getValue() && walk.writes()) {
				if (root) {
					replace(entries, entry, mapped, walk);
				}
				else {
					walk.change();
					result = put((result != map) ? result : new LinkedHashMap<>(map), entry.getKey(), mapped);
				}
			}
		}
		if (walk.validates()) {
			checkRequired(required, result, dropped, walk, root);
			this.checks.check(result, walk);
		}
		return result;
	}

	private static Set<String> with(@Nullable Set<String> names, String name) {
		Set<String> more = (names != null) ? names : new HashSet<>();
		more.add(name);
		return more;
	}

	private @Nullable AttributeValue map(@Nullable Property property, Map.Entry<String, AttributeValue> entry,
			Walk walk, boolean root) {
		int before = walk.count();
		AttributeValue mapped = (property != null && property.described()) ? property(property, entry.getValue(), walk)
				: other(entry.getKey(), entry.getValue(), walk, root);
		boolean there = mapped != null || !walk.isAbsent(entry.getValue());
		if (walk.closes() && !this.closed.isEmpty() && there && !(root && walk.keeps(entry.getKey()))) {
			checkClosed(entry.getKey(), walk);
		}
		else if (mapped == null && property == null && walk.refusesUnknown() && there) {
			walk.violation("unknown", "is not known to the schema" + meant(entry.getKey(), walk));
		}
		if (walk.count() != before) {
			walk.under(before, entry.getKey());
		}
		return mapped;
	}

	private void checkClosed(String name, Walk walk) {
		for (Closed each : this.closed) {
			if (!each.allows(name)) {
				walk.violation(each.keyword(), "is not allowed here" + meant(name, walk));
			}
		}
	}

	/** The name that was probably meant, where there is somebody to read it. */
	private String meant(String name, Walk walk) {
		if (!walk.explains() || name.length() > LONGEST_NAME) {
			return "";
		}
		return NearestName.question(name,
				this.properties.values().stream().filter(Property::described).map(Property::name).toList());
	}

	/**
	 * Replaces an attribute of the item itself. A NULL that goes said nothing.
	 */
	private static void replace(Iterator<Map.Entry<String, AttributeValue>> entries,
			Map.Entry<String, AttributeValue> entry, @Nullable AttributeValue mapped, Walk walk) {
		if (mapped != null) {
			walk.change();
			entry.setValue(mapped);
			return;
		}
		if (entry.getValue().type() != AttributeValue.Type.NUL) {
			walk.change();
		}
		entries.remove();
	}

	private static Map<String, AttributeValue> put(Map<String, AttributeValue> map, String name,
			@Nullable AttributeValue mapped) {
		if (mapped != null) {
			map.put(name, mapped);
		}
		else {
			map.remove(name);
		}
		return map;
	}

	private @Nullable AttributeValue property(Property property, AttributeValue value, Walk walk) {
		if (value.type() == AttributeValue.Type.NUL && walk.isAbsent(property.node(), value)) {
			return null;
		}
		return property.node().walk(value, walk);
	}

	/**
	 * A property that the schema does not name. If a pattern describes it, it is treated
	 * like a named one; where several do, or where only {@code additionalProperties}
	 * speaks of it, it is checked and stays whole.
	 */
	private @Nullable AttributeValue other(String name, AttributeValue value, Walk walk, boolean root) {
		AttributeValue mapped = value;
		boolean described = this.open || !walk.projects() || (this.others.limits().forbid() && walk.keepsForbidden());
		if (!this.patterned.isEmpty()) {
			Patterned only = null;
			int matches = 0;
			for (Patterned each : this.patterned) {
				if (each.matches(name)) {
					matches++;
					only = each;
				}
			}
			if (only != null) {
				described = true;
				if (matches == 1) {
					if (walk.isAbsent(only.node(), value)) {
						return null;
					}
					mapped = only.node().walk(value, walk);
				}
				else {
					for (Patterned each : this.patterned) {
						mapped = each.matches(name) ? walk.wholeOnce(each.node(), mapped) : mapped;
					}
				}
			}
		}
		if (!this.additional.isEmpty() && !(root && walk.keeps(name) && !this.open)) {
			for (Additional each : this.additional) {
				if (each.covers(name)) {
					if (walk.isAbsent(each.node(), value)) {
						return null;
					}
					mapped = walk.wholeOnce(each.node(), mapped);
				}
			}
		}
		return (described || (root && walk.keeps(name))) ? mapped : null;
	}

	private void checkRequired(int found, Map<String, AttributeValue> map, @Nullable Set<String> dropped, Walk walk,
			boolean root) {
		if (found == this.required.length) {
			return;
		}
		for (Property property : this.required) {
			AttributeValue value = map.get(property.name());
			boolean there = (value != null && !(property.described() && walk.isAbsent(property.node(), value)))
					|| (dropped != null && dropped.contains(property.name()));
			if (!there && !(root && walk.supplies(property.name()))) {
				walk.violation(JsonPointer.segment(property.name()), "required", "is required");
			}
		}
	}

}
