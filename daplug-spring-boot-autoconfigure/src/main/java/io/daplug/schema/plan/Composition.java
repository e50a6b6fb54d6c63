package io.daplug.schema.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the schema says of a value by way of other schemas that it may, must or must not
 * fit: alternatives, conditions, exclusions.
 */
public final class Composition {

	/**
	 * A schema that must be fitted if another one is, or if it is not, or if some
	 * property is there.
	 *
	 * @param property the property, or {@code null}
	 * @param condition the other one, or {@code null}
	 * @param then what must be fitted if so
	 * @param otherwise what must be fitted if not
	 */
	public record Conditional(@Nullable String property, @Nullable SchemaNode condition, @Nullable SchemaNode then,
			@Nullable SchemaNode otherwise) {

	}

	private final List<Alternatives> alternatives;

	private final List<SchemaNode> excluded;

	private final List<Conditional> conditionals;

	private final @Nullable Choice discriminator;

	private boolean defaults;

	/**
	 * Creates a composition.
	 * @param alternatives what {@code oneOf} and {@code anyOf} offer
	 * @param excluded what {@code not} excludes
	 * @param conditionals what {@code if} and {@code dependentSchemas} ask for
	 * @param discriminator tells that a discriminator property holds a wrong value
	 */
	public Composition(List<Alternatives> alternatives, List<SchemaNode> excluded, List<Conditional> conditionals,
			@Nullable Choice discriminator) {
		this.alternatives = alternatives;
		this.excluded = excluded;
		this.conditionals = conditionals;
		this.discriminator = discriminator;
	}

	List<Alternatives> alternatives() {
		return this.alternatives;
	}

	/**
	 * Finds out whether some alternative names defaults. To be called once all is
	 * compiled.
	 */
	public void complete() {
		IdentityHashMap<SchemaNode, Boolean> seen = new IdentityHashMap<>();
		for (Alternatives each : this.alternatives) {
			for (SchemaNode node : each.nodes()) {
				this.defaults |= hasDefaults(node, seen);
			}
		}
	}

	private static boolean hasDefaults(SchemaNode node, IdentityHashMap<SchemaNode, Boolean> seen) {
		if (seen.put(node, Boolean.TRUE) != null) {
			return false;
		}
		if (node.object() != null) {
			for (SchemaNode child : node.object().nodes()) {
				if (child.defaultValue() != null || hasDefaults(child, seen)) {
					return true;
				}
			}
		}
		if (node.array() != null) {
			for (SchemaNode child : node.array().nodes()) {
				if (hasDefaults(child, seen)) {
					return true;
				}
			}
		}
		if (node.choice() != null) {
			for (SchemaNode child : node.choice().nodes()) {
				if (hasDefaults(child, seen)) {
					return true;
				}
			}
		}
		return false;
	}

	void check(Subject subject, Walk walk) {
		Map<String, AttributeValue> properties = subject.properties();
		if (this.discriminator != null && properties != null
				&& this.discriminator.checkDiscriminator(properties, walk)) {
			return;
		}
		for (Alternatives each : this.alternatives) {
			each.check(subject, walk);
		}
		for (SchemaNode each : this.excluded) {
			if (walk.fits(each, subject)) {
				walk.violation("not", "must not match the schema in 'not'");
			}
		}
		for (Conditional each : this.conditionals) {
			check(each, subject, properties, walk);
		}
	}

	private static void check(Conditional each, Subject subject, @Nullable Map<String, AttributeValue> properties,
			Walk walk) {
		boolean holds = (each.condition() != null) ? walk.fits(each.condition(), subject)
				: properties != null && properties.containsKey(each.property());
		SchemaNode asked = holds ? each.then() : each.otherwise();
		if (asked != null && !walk.fits(asked, subject)) {
			Walk report = walk.report();
			subject.walk(asked, report);
			walk.violations(report.violations());
		}
	}

	/**
	 * Applies the defaults of the alternative that fits.
	 * @param map an object
	 * @param walk what is to be done
	 * @param root whether the object is the item itself
	 * @return the same map, or a changed copy
	 */
	Map<String, AttributeValue> applyDefaults(Map<String, AttributeValue> map, Walk walk, boolean root) {
		if (!this.defaults) {
			return map;
		}
		Map<String, AttributeValue> result = map;
		for (Alternatives each : this.alternatives) {
			Subject subject = Subject.object(result, root);
			for (SchemaNode node : each.nodes()) {
				if (walk.fits(node, subject)) {
					Walk filling = walk.defaultsOnly();
					result = node.walkObject(result, filling, root);
					if (filling.changed()) {
						walk.change();
					}
					break;
				}
			}
		}
		return result;
	}

}
