package io.daplug.schema.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.compile.Closure.Offer;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.document.SchemaDocument;
import org.jspecify.annotations.Nullable;

/**
 * What discriminators pick. One that stands beside {@code oneOf} or {@code anyOf} picks
 * one of these alternatives; one that stands alone picks a schema that has its owner
 * among its {@code allOf}.
 */
final class DiscriminatorResolver {

	static final String KEYWORD = "discriminator";

	private final Closure closure;

	private final SchemaDocument root;

	private final Map<RawSchema, Map<String, RawSchema>> targets = new HashMap<>();

	private final Map<RawSchema, Set<Offer>> reachable = new HashMap<>();

	private @Nullable Map<String, List<RawSchema>> closures;

	DiscriminatorResolver(Closure closure, SchemaDocument root) {
		this.closure = closure;
		this.root = root;
	}

	/**
	 * The offers of alternatives in a closure, those made by discriminators included.
	 * @param closure the closure
	 * @return the offers
	 */
	List<Offer> offers(List<RawSchema> closure) {
		List<Offer> offers = new ArrayList<>(this.closure.offers(closure));
		for (RawSchema schema : closure) {
			if (inherits(schema) && !isPicked(schema, closure)) {
				offers.add(new Offer(schema, KEYWORD));
			}
		}
		return offers;
	}

	/**
	 * The schemas that an offer holds.
	 * @param offer the offer
	 * @return the schemas
	 */
	List<RawSchema> offered(Offer offer) {
		return offer.keyword().equals(KEYWORD) ? List.copyOf(new LinkedHashSet<>(targets(offer.owner()).values()))
				: Closure.offered(offer);
	}

	/**
	 * All offers that may come up for a value to which a schema applies.
	 * @param schema the schema
	 * @return its own offers, and those of the schemas that are offered, and so on
	 */
	Set<Offer> reachable(RawSchema schema) {
		Set<Offer> known = this.reachable.get(schema);
		if (known != null) {
			return known;
		}
		Set<Offer> reachable = new HashSet<>();
		Set<RawSchema> seen = new HashSet<>(Set.of(schema));
		Deque<RawSchema> waiting = new ArrayDeque<>(seen);
		for (RawSchema next = waiting.poll(); next != null; next = waiting.poll()) {
			List<RawSchema> closure = this.closure.of(List.of(next));
			List<RawSchema> further = new ArrayList<>();
			for (Offer offer : offers(closure)) {
				reachable.add(offer);
				further.addAll(offered(offer));
			}
			for (RawSchema each : closure) {
				RawSchema not = each.schema("not");
				if (not != null) {
					reachable.add(new Offer(each, "not"));
					further.add(not);
				}
			}
			further.stream().filter(seen::add).forEach(waiting::add);
		}
		this.reachable.put(schema, reachable);
		return reachable;
	}

	static @Nullable String property(RawSchema schema) {
		return (schema.get(KEYWORD) instanceof Map<?, ?> discriminator
				&& discriminator.get("propertyName") instanceof String property) ? property : null;
	}

	private boolean inherits(RawSchema schema) {
		return property(schema) != null && !schema.has("oneOf") && !schema.has("anyOf") && !targets(schema).isEmpty();
	}

	private boolean isPicked(RawSchema owner, List<RawSchema> closure) {
		return targets(owner).values()
			.stream()
			.map(this.closure::target)
			.anyMatch((target) -> target != owner && closure.contains(target));
	}

	/**
	 * The offer among which a discriminator picks.
	 * @param owner the schema with the discriminator
	 * @return the offer
	 */
	static Offer offer(RawSchema owner) {
		return new Offer(owner, owner.has("oneOf") ? "oneOf" : (owner.has("anyOf") ? "anyOf" : KEYWORD));
	}

	/**
	 * What each value of the discriminator property picks.
	 * @param owner the schema with the discriminator
	 * @return the schemas by value
	 */
	Map<String, RawSchema> targets(RawSchema owner) {
		Map<String, RawSchema> known = this.targets.get(owner);
		if (known == null) {
			known = findTargets(owner);
			this.targets.put(owner, known);
		}
		return known;
	}

	private Map<String, RawSchema> findTargets(RawSchema owner) {
		String property = property(owner);
		Map<String, RawSchema> targets = new LinkedHashMap<>();
		if (property == null) {
			return targets;
		}
		if (owner.object(KEYWORD).get("mapping") instanceof Map<?, ?> mapping) {
			mapping
				.forEach((value, target) -> targets.put(value.toString(), this.closure.mapped(owner, KEYWORD, target)));
		}
		List<RawSchema> alternatives = new ArrayList<>(owner.schemas("oneOf"));
		alternatives.addAll(owner.schemas("anyOf"));
		for (RawSchema alternative : alternatives) {
			Set<String> values = values(alternative, property);
			String reference = alternative.text("$ref");
			if (!values.isEmpty()) {
				values.forEach((value) -> targets.putIfAbsent(value, alternative));
			}
			else if (reference != null) {
				targets.putIfAbsent(reference.substring(reference.lastIndexOf('/') + 1), alternative);
			}
		}
		if (alternatives.isEmpty()) {
			addSubtypes(owner, targets);
		}
		return targets;
	}

	private void addSubtypes(RawSchema owner, Map<String, RawSchema> targets) {
		Map<String, RawSchema> definitions = this.root.definitions();
		if (this.closures == null) {
			Map<String, List<RawSchema>> closures = new LinkedHashMap<>();
			definitions.forEach((name, schema) -> closures.put(name, this.closure.of(List.of(schema))));
			this.closures = closures;
		}
		boolean any = !targets.isEmpty();
		for (Map.Entry<String, List<RawSchema>> each : this.closures.entrySet()) {
			RawSchema definition = definitions.get(each.getKey());
			if (definition != null && definition != owner && each.getValue().contains(owner)
					&& each.getValue().contains(definition)) {
				targets.putIfAbsent(each.getKey(), definition);
				any = true;
			}
		}
		if (any) {
			definitions.forEach((name, definition) -> {
				if (definition == owner) {
					targets.putIfAbsent(name, definition);
				}
			});
		}
	}

	/**
	 * The values that an alternative itself names for the property.
	 */
	private Set<String> values(RawSchema alternative, String property) {
		Set<String> values = new LinkedHashSet<>();
		for (RawSchema schema : this.closure.of(List.of(alternative))) {
			RawSchema named = schema.schemasByName("properties").get(property);
			if (named != null) {
				for (RawSchema part : this.closure.of(List.of(named))) {
					List<Object> allowed = part.values("enum");
					if (part.get("const") instanceof String text) {
						values.add(text);
					}
					else if (allowed != null && allowed.size() == 1) {
						values.add(String.valueOf(allowed.get(0)));
					}
				}
			}
		}
		return values;
	}

}
