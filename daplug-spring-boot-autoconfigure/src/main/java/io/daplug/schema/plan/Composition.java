package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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

		/**
		 * What must be fitted by a value.
		 * @param subject the value
		 * @param walk the walk on which it is asked
		 * @return the schema, or {@code null} if nothing is asked for
		 */
		@Nullable SchemaNode asked(Subject subject, Walk walk) {
			Map<String, AttributeValue> properties = subject.properties();
			boolean holds = (this.condition != null) ? walk.fits(this.condition, subject)
					: properties != null && properties.containsKey(this.property);
			return holds ? this.then : this.otherwise;
		}

	}

	private final List<Alternatives> alternatives;

	private final List<SchemaNode> excluded;

	private final List<Conditional> conditionals;

	private final @Nullable Choice discriminator;

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

	List<Conditional> conditionals() {
		return this.conditionals;
	}

	/**
	 * Whether values are tried on schemas, and not only on discriminators.
	 * @return {@code true} if there are alternatives, conditions or exclusions
	 */
	boolean tries() {
		return !this.alternatives.isEmpty() || !this.excluded.isEmpty() || !this.conditionals.isEmpty();
	}

	/**
	 * All schemas that a value may be tried on.
	 * @return their nodes
	 */
	List<SchemaNode> nodes() {
		List<SchemaNode> nodes = new ArrayList<>(this.excluded);
		this.alternatives.forEach((each) -> nodes.addAll(each.nodes()));
		for (Conditional each : this.conditionals) {
			Stream.of(each.condition(), each.then(), each.otherwise()).filter(Objects::nonNull).forEach(nodes::add);
		}
		return nodes;
	}

	/**
	 * Whether alternatives or exclusions speak of a property.
	 */
	boolean decidesBy(String property) {
		for (Alternatives each : this.alternatives) {
			if (each.nodes().stream().anyMatch((node) -> speaksOf(node, property))) {
				return true;
			}
		}
		return this.excluded.stream().anyMatch((node) -> speaksOf(node, property));
	}

	private static boolean speaksOf(SchemaNode node, String property) {
		return node.object() != null
				&& (node.object().properties().containsKey(property) || node.object().describes(property));
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
			check(each, subject, walk);
		}
	}

	private static void check(Conditional each, Subject subject, Walk walk) {
		SchemaNode asked = each.asked(subject, walk);
		if (asked != null && !walk.fits(asked, subject)) {
			walk.violations(walk.report(asked, subject));
		}
	}

}
