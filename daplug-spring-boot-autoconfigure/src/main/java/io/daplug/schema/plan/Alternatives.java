package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Schemas of which a value must fit exactly one, or at least one. They are tried on the
 * value as it was given, and everything counts then, properties that are not allowed
 * included.
 */
public final class Alternatives {

	private final boolean exactlyOne;

	private final List<SchemaNode> nodes;

	/**
	 * Creates alternatives.
	 * @param exactlyOne whether more than one is too many
	 * @param nodes the alternatives
	 */
	public Alternatives(boolean exactlyOne, List<SchemaNode> nodes) {
		this.exactlyOne = exactlyOne;
		this.nodes = nodes;
	}

	boolean exactlyOne() {
		return this.exactlyOne;
	}

	List<SchemaNode> nodes() {
		return this.nodes;
	}

	void check(Subject subject, Walk walk) {
		int fitting = 0;
		for (SchemaNode node : this.nodes) {
			if (walk.fits(node, subject)) {
				fitting++;
				if (!this.exactlyOne) {
					return;
				}
				if (fitting > 1) {
					walk.violation("oneOf", "matches more than one of the " + this.nodes.size()
							+ " alternatives, must match exactly one");
					return;
				}
			}
		}
		if (fitting == 0) {
			walk.violation(this.exactlyOne ? "oneOf" : "anyOf",
					"matches none of the " + this.nodes.size() + " alternatives");
			if (!walk.isDecided()) {
				explain(subject, walk);
			}
		}
	}

	/**
	 * Tells why the alternative that was meant does not fit, if it is clear which one
	 * was: by the values it names, or because it is nearer to fitting than any other.
	 */
	private void explain(Subject subject, Walk walk) {
		SchemaNode meant = meant(subject);
		List<Violation> nearest = null;
		boolean tie = false;
		for (SchemaNode node : (meant != null) ? List.of(meant) : this.nodes) {
			if ((node.kinds() & subject.kind()) != 0) {
				List<Violation> violations = walk.report(node, subject);
				if (nearest == null || violations.size() < nearest.size()) {
					nearest = violations;
					tie = false;
				}
				else {
					tie |= violations.size() == nearest.size();
				}
			}
		}
		if (nearest != null && !tie) {
			walk.violations(nearest);
		}
	}

	private @Nullable SchemaNode meant(Subject subject) {
		List<SchemaNode> candidates = new ArrayList<>();
		for (SchemaNode node : this.nodes) {
			if ((node.kinds() & subject.kind()) != 0) {
				candidates.add(node);
			}
		}
		if (candidates.size() == 1) {
			return candidates.get(0);
		}
		Map<String, AttributeValue> properties = subject.properties();
		if (properties == null) {
			return null;
		}
		List<SchemaNode> tagged = candidates.stream().filter((node) -> isTagged(node, properties)).toList();
		return (tagged.size() == 1) ? tagged.get(0) : null;
	}

	/**
	 * Whether all properties for which the alternative names values hold such values, and
	 * there is at least one.
	 */
	private static boolean isTagged(SchemaNode node, Map<String, AttributeValue> properties) {
		if (node.object() == null) {
			return false;
		}
		boolean tagged = false;
		for (ObjectPlan.Property property : node.object().properties().values()) {
			AttributeValue value = properties.get(property.name());
			for (ValueSet values : property.node().valueSets()) {
				if (value != null && values.texts().size() == 1) {
					if (!values.contains(value)) {
						return false;
					}
					tagged = true;
				}
			}
		}
		return tagged;
	}

}
