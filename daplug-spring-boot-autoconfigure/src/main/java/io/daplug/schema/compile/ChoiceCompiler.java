package io.daplug.schema.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.compile.Closure.Offer;
import io.daplug.schema.compile.SchemaCompiler.Group;
import io.daplug.schema.compile.SchemaCompiler.Parts;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.plan.Alternatives;
import io.daplug.schema.plan.Choice;
import io.daplug.schema.plan.Composition;
import io.daplug.schema.plan.Composition.Conditional;
import io.daplug.schema.plan.Kind;
import io.daplug.schema.plan.SchemaNode;
import org.jspecify.annotations.Nullable;

/**
 * Compiles alternatives, conditions and exclusions. Where the kind of a value or its
 * discriminator tells which alternative is meant, that one is compiled together with
 * everything else that must hold, and nothing is tried at run time.
 */
final class ChoiceCompiler {

	private static final int[] KINDS = { Kind.STRING, Kind.NUMBER | Kind.INTEGER, Kind.BOOLEAN, Kind.NULL, Kind.OBJECT,
			Kind.ARRAY, Kind.BINARY };

	private final SchemaCompiler compiler;

	private final Closure closure;

	private final DiscriminatorResolver discriminators;

	private final Parts parts;

	/** Offers that need not be tried: for any value it is clear which one is meant. */
	private final Set<Offer> decided = new HashSet<>();

	ChoiceCompiler(SchemaCompiler compiler, Closure closure, DiscriminatorResolver discriminators, Parts parts) {
		this.compiler = compiler;
		this.closure = closure;
		this.discriminators = discriminators;
		this.parts = parts;
	}

	void compile(SchemaNode node) {
		Choice discriminator = byDiscriminator();
		Choice choice = (discriminator != null) ? discriminator : byKind(node.kinds());
		node.choice(choice);
		List<Alternatives> alternatives = new ArrayList<>();
		List<SchemaNode> excluded = new ArrayList<>();
		List<Conditional> conditionals = new ArrayList<>();
		for (RawSchema schema : this.parts.must()) {
			for (String keyword : new String[] { "oneOf", "anyOf" }) {
				Offer offer = new Offer(schema, keyword);
				if (schema.has(keyword) && isOpen(offer) && !this.decided.contains(offer)) {
					alternatives.add(new Alternatives(keyword.equals("oneOf"),
							Closure.offered(offer).stream().map((each) -> apart(each, offer)).toList()));
				}
			}
			RawSchema not = schema.schema("not");
			Offer exclusion = new Offer(schema, "not");
			if (not != null && isOpen(exclusion)) {
				excluded.add(apart(not, exclusion));
			}
			addConditionals(schema, conditionals);
		}
		if (!alternatives.isEmpty() || !excluded.isEmpty() || !conditionals.isEmpty() || discriminator != null) {
			node.composition(new Composition(alternatives, excluded, conditionals, discriminator));
		}
	}

	private boolean isOpen(Offer offer) {
		return !this.parts.taken().contains(offer);
	}

	private Set<Offer> taken(Offer offer) {
		Set<Offer> taken = new HashSet<>(this.parts.taken());
		taken.add(offer);
		return taken;
	}

	/**
	 * A schema that is tried by itself. Choices that were made outside and cannot come up
	 * again inside make no difference, so they make no other node.
	 */
	private SchemaNode apart(RawSchema schema, Offer offer) {
		Set<Offer> taken = taken(offer);
		taken.retainAll(this.discriminators.reachable(schema));
		return this.compiler.node(List.of(schema), List.of(), taken);
	}

	/**
	 * A schema that has been picked, together with all that must hold anyway.
	 */
	private SchemaNode together(RawSchema picked, Offer offer) {
		List<RawSchema> must = new ArrayList<>(this.parts.must());
		must.add(picked);
		return this.compiler.node(must, this.parts.may().stream().map(Group::closure).toList(), taken(offer));
	}

	private void addConditionals(RawSchema schema, List<Conditional> conditionals) {
		RawSchema condition = schema.schema("if");
		Offer conditional = new Offer(schema, "if");
		if (condition != null && isOpen(conditional)) {
			RawSchema then = schema.schema("then");
			RawSchema otherwise = schema.schema("else");
			conditionals.add(new Conditional(null, apart(condition, conditional),
					(then != null) ? apart(then, conditional) : null,
					(otherwise != null) ? apart(otherwise, conditional) : null));
		}
		Offer dependent = new Offer(schema, "dependentSchemas");
		if (isOpen(dependent)) {
			schema.dependentSchemas()
				.forEach((name, then) -> conditionals.add(new Conditional(name, null, apart(then, dependent), null)));
		}
	}

	private @Nullable Choice byDiscriminator() {
		List<Offer> offers = this.discriminators.offers(this.parts.must());
		for (RawSchema schema : this.parts.must()) {
			String property = DiscriminatorResolver.property(schema);
			Offer offer = DiscriminatorResolver.offer(schema);
			if (property == null || !isOpen(offer) || !offers.contains(offer)) {
				continue;
			}
			Map<String, RawSchema> targets = this.discriminators.targets(schema);
			if (!targets.isEmpty()) {
				Choice choice = new Choice();
				choice.discriminator(property);
				targets.forEach((value, target) -> choice.value(value, together(target, offer)));
				return choice;
			}
		}
		return null;
	}

	private @Nullable Choice byKind(int kinds) {
		for (RawSchema schema : this.parts.must()) {
			for (String keyword : new String[] { "oneOf", "anyOf" }) {
				Offer offer = new Offer(schema, keyword);
				if (schema.has(keyword) && isOpen(offer)) {
					Choice choice = byKind(offer, kinds);
					if (choice != null) {
						return choice;
					}
				}
			}
		}
		return null;
	}

	private @Nullable Choice byKind(Offer offer, int kinds) {
		Map<RawSchema, Integer> allowed = new LinkedHashMap<>();
		List<RawSchema> alternatives = Closure.offered(offer);
		for (RawSchema alternative : alternatives) {
			allowed.put(alternative, this.closure.kinds(alternative));
		}
		if (allowed.size() < alternatives.size()) {
			return null;
		}
		Choice choice = null;
		boolean all = true;
		for (int kind : KINDS) {
			if ((kinds & kind) == 0) {
				continue;
			}
			List<RawSchema> candidates = alternatives.stream()
				.filter((each) -> (allowed.getOrDefault(each, 0) & kind) != 0)
				.toList();
			if (candidates.size() == 1) {
				choice = (choice != null) ? choice : new Choice();
				choice.kind(kind, together(candidates.get(0), offer));
			}
			else {
				all = false;
			}
		}
		if (all && choice != null) {
			this.decided.add(offer);
		}
		return choice;
	}

}
