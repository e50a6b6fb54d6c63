package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.daplug.schema.pattern.EcmaPattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which properties and elements a schema speaks of, by itself and by way of schemas that
 * it refers to: what {@code unevaluatedProperties} and {@code unevaluatedItems} are not
 * about. Schemas that are only tried count where they fit.
 */
public final class Evaluation {

	/**
	 * What one schema itself speaks of.
	 *
	 * @param properties of which properties
	 * @param elements of which elements
	 */
	public record Own(Properties properties, Elements elements) {

	}

	/**
	 * Of which properties a schema speaks.
	 *
	 * @param names their names
	 * @param patterns patterns of their names
	 * @param all whether it speaks of all
	 */
	public record Properties(Set<String> names, List<EcmaPattern> patterns, boolean all) {

		boolean include(String name) {
			return this.all || this.names.contains(name)
					|| this.patterns.stream().anyMatch((pattern) -> pattern.mayFind(name));
		}

	}

	/**
	 * Of which elements a schema speaks.
	 *
	 * @param front of how many at the front
	 * @param all whether it speaks of all
	 * @param contained those that it counts, wherever they are
	 */
	public record Elements(int front, boolean all, List<SchemaNode> contained) {

		boolean include(int index, AttributeValue element, Walk walk) {
			return this.all || index < this.front
					|| this.contained.stream().anyMatch((node) -> walk.fits(node, element));
		}

	}

	/**
	 * A schema that counts under a condition.
	 *
	 * @param property a property that must be there, or {@code null}
	 * @param condition a schema that is tried, or {@code null}
	 * @param met whether it must fit
	 * @param evaluation what the schema speaks of then
	 */
	public record Branch(@Nullable String property, @Nullable SchemaNode condition, boolean met,
			Evaluation evaluation) {

		boolean counts(Subject subject, Walk walk) {
			if (this.condition != null) {
				return walk.fits(this.condition, subject) == this.met;
			}
			return subject.properties() != null && subject.properties().containsKey(this.property);
		}

	}

	private final Own own;

	private final List<Evaluation> always = new ArrayList<>();

	private final List<Branch> branches = new ArrayList<>();

	/**
	 * Creates an evaluation.
	 * @param own what the schema itself speaks of
	 */
	public Evaluation(Own own) {
		this.own = own;
	}

	public void always(Evaluation evaluation) {
		this.always.add(evaluation);
	}

	public void branch(Branch branch) {
		this.branches.add(branch);
	}

	/**
	 * All that counts for a value.
	 * @param subject the value
	 * @param walk the walk on which it is asked
	 * @return what each of the schemas speaks of
	 */
	List<Own> applying(Subject subject, Walk walk) {
		Set<Evaluation> applying = Collections.newSetFromMap(new IdentityHashMap<>());
		collect(subject, walk, applying);
		return applying.stream().map((each) -> each.own).toList();
	}

	private void collect(Subject subject, Walk walk, Set<Evaluation> into) {
		if (into.add(this)) {
			this.always.forEach((each) -> each.collect(subject, walk, into));
			for (Branch branch : this.branches) {
				if (branch.counts(subject, walk)) {
					branch.evaluation().collect(subject, walk, into);
				}
			}
		}
	}

	/**
	 * All schemas that a value, or an element of it, may be tried on.
	 * @return their nodes
	 */
	List<SchemaNode> nodes() {
		List<SchemaNode> nodes = new ArrayList<>();
		collect(nodes, Collections.newSetFromMap(new IdentityHashMap<>()));
		return nodes;
	}

	private void collect(List<SchemaNode> into, Set<Evaluation> seen) {
		if (!seen.add(this)) {
			return;
		}
		into.addAll(this.own.elements().contained());
		this.always.forEach((each) -> each.collect(into, seen));
		for (Branch branch : this.branches) {
			if (branch.condition() != null) {
				into.add(branch.condition());
			}
			branch.evaluation().collect(into, seen);
		}
	}

}
