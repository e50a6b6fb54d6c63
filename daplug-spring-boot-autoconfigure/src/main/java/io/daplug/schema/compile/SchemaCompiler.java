package io.daplug.schema.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.compile.Closure.Offer;
import io.daplug.schema.document.LoadBudget;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.document.SchemaDocumentLoader;
import io.daplug.schema.plan.Access;
import io.daplug.schema.plan.Kind;
import io.daplug.schema.plan.NamedValue;
import io.daplug.schema.plan.Reach;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.Unevaluated;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans of schemas. Two sorts of schemas speak of a value: those that must hold,
 * and those that only describe it, because they are alternatives of which some may hold.
 * A node is made for each combination that occurs, once; nodes are filled one after the
 * other and not one inside the other, so recursive schemas are circles of nodes. Used by
 * one thread at a time.
 */
public final class SchemaCompiler {

	/**
	 * Schemas that hold together and describe a value, but need not hold.
	 *
	 * @param closure the schemas
	 * @param refines whether they only refine what others describe, so that their silence
	 * does not mean that anything goes
	 */
	record Group(List<RawSchema> closure, boolean refines) {

	}

	/**
	 * What a node is made of.
	 *
	 * @param must what must hold
	 * @param nullable whether null is allowed anyhow
	 * @param may what only describes
	 * @param taken offers of alternatives from which the choice is made already
	 */
	record Parts(List<RawSchema> must, boolean nullable, List<Group> may, Set<Offer> taken) {

	}

	/**
	 * What a node was asked for with, before it was found out what belongs together.
	 */
	private record Asked(List<RawSchema> must, List<List<RawSchema>> may, Set<Offer> taken) {

	}

	private final Closure closure;

	private final DiscriminatorResolver discriminators;

	private final EvaluationCompiler evaluations;

	private final Map<Asked, SchemaNode> asked = new HashMap<>();

	private final Map<Parts, SchemaNode> nodes = new HashMap<>();

	private final Deque<Parts> unfinished = new ArrayDeque<>();

	/** Nodes that have been made for the schema that is being compiled. */
	private final List<SchemaNode> fresh = new ArrayList<>();

	/**
	 * How many alternatives of alternatives are being looked at, one inside the other.
	 */
	private int steps;

	/** How many schemas have been looked at for the one that is being compiled. */
	private long work;

	public SchemaCompiler(SchemaDocumentLoader documents) {
		this.closure = new Closure(documents);
		this.discriminators = new DiscriminatorResolver(this.closure, documents.root());
		this.evaluations = new EvaluationCompiler(this, this.closure);
	}

	/**
	 * Compiles a schema, and with it all that it leads to, unless that has been done.
	 * @param schema the schema
	 * @return its node
	 */
	public SchemaNode compile(RawSchema schema) {
		boolean complete = false;
		try {
			SchemaNode compiled = node(List.of(schema), List.of(), Set.of());
			while (!this.unfinished.isEmpty()) {
				Parts parts = this.unfinished.removeFirst();
				SchemaNode node = this.nodes.get(parts);
				if (node != null) {
					fill(node, parts);
				}
			}
			Reach.complete(this.fresh);
			complete = true;
			return compiled;
		}
		finally {
			if (!complete) {
				// nodes that are not filled must not be found again
				this.asked.clear();
				this.nodes.clear();
				this.unfinished.clear();
			}
			this.fresh.clear();
			this.steps = 0;
			this.work = 0;
		}
	}

	/**
	 * The node for a value, to be filled later.
	 * @param must schemas that must hold
	 * @param may schemas that only describe, by alternative
	 * @param taken offers from which the choice is made
	 * @return the node
	 */
	SchemaNode node(List<RawSchema> must, List<List<RawSchema>> may, Set<Offer> taken) {
		Asked asked = new Asked(List.copyOf(must), List.copyOf(may), Set.copyOf(taken));
		SchemaNode known = this.asked.get(asked);
		if (known == null) {
			known = find(must, may, taken);
			this.asked.put(asked, known);
		}
		return known;
	}

	private SchemaNode find(List<RawSchema> must, List<List<RawSchema>> may, Set<Offer> taken) {
		List<RawSchema> holding = this.closure.of(must);
		Map<List<RawSchema>, Group> groups = new LinkedHashMap<>();
		may.stream()
			// what holds anyway brings its own alternatives, unless the choice is made
			.filter((schemas) -> !taken.isEmpty() || this.closure.of(schemas).isEmpty()
					|| !holding.containsAll(this.closure.of(schemas)))
			.forEach((schemas) -> group(schemas, false, groups, new HashSet<>()));
		groups.keySet().removeIf((group) -> !group.isEmpty() && holding.containsAll(group));
		Parts parts = new Parts(holding, this.closure.nullable(must), List.copyOf(groups.values()), Set.copyOf(taken));
		SchemaNode known = this.nodes.get(parts);
		if (known != null) {
			return known;
		}
		SchemaNode node = new SchemaNode();
		int kinds = this.closure.kinds(holding);
		node.kinds(kinds, parts.nullable(), holding.isEmpty() ? describedKinds(parts.may()) : kinds);
		node.defaultValue(holding.stream()
			.filter((schema) -> schema.get("default") != null)
			.findFirst()
			.map((schema) -> NamedValue.of(schema.get("default")))
			.orElse(null));
		if (holding.isEmpty()) {
			node.describesOnly();
		}
		mark(node, holding);
		parts.may().forEach((group) -> mark(node, group.closure()));
		this.nodes.put(parts, node);
		this.fresh.add(node);
		this.unfinished.add(parts);
		return node;
	}

	/** Where only some alternatives mark a value, it is taken for marked. */
	private static void mark(SchemaNode node, List<RawSchema> schemas) {
		for (RawSchema schema : schemas) {
			if (Boolean.TRUE.equals(schema.get("readOnly"))) {
				node.access().mark(Access.Mark.READ_ONLY);
			}
			if (Boolean.TRUE.equals(schema.get("writeOnly"))) {
				node.access().mark(Access.Mark.WRITE_ONLY);
			}
		}
	}

	@Nullable Unevaluated unevaluated(RawSchema schema, String keyword) {
		return this.evaluations.compile(schema, keyword);
	}

	private int describedKinds(List<Group> groups) {
		int kinds = groups.isEmpty() ? Kind.ALL : 0;
		for (Group group : groups) {
			kinds |= this.closure.kinds(group.closure());
		}
		return kinds;
	}

	private void group(List<RawSchema> schemas, boolean refines, Map<List<RawSchema>, Group> into, Set<Offer> seen) {
		List<RawSchema> group = this.closure.of(schemas);
		Group known = into.get(group);
		if (known == null || (known.refines() && !refines)) {
			into.put(group, new Group(group, refines));
		}
		boolean described = refines || ObjectCompiler.describes(group);
		for (Offer offer : this.discriminators.offers(group)) {
			if (seen.add(offer)) {
				LoadBudget.requireSteps(offer.owner(), ++this.steps);
				for (RawSchema offered : this.discriminators.offered(offer)) {
					group(List.of(offered), described, into, seen);
				}
				this.steps--;
			}
		}
	}

	private void fill(SchemaNode node, Parts parts) {
		List<Group> groups = groups(parts);
		work(parts.must(), groups, 1);
		ScalarCompiler.compile(node, parts.must(), groups);
		node.object(new ObjectCompiler(this, parts.must(), groups).compile());
		node.array(new ArrayCompiler(this, parts.must(), groups).compile());
		new ChoiceCompiler(this, this.closure, this.discriminators, parts).compile(node);
	}

	/**
	 * Counts what it costs to look at all schemas that speak of a value.
	 * @param must the schemas that must hold
	 * @param groups the schemas that only describe
	 * @param times how often they are looked at
	 */
	void work(List<RawSchema> must, List<Group> groups, int times) {
		long schemas = must.size();
		RawSchema first = must.isEmpty() ? null : must.get(0);
		for (Group group : groups) {
			schemas += group.closure().size();
			first = (first != null || group.closure().isEmpty()) ? first : group.closure().get(0);
		}
		if (first != null) {
			this.work += schemas * times;
			LoadBudget.requireWork(first, this.work);
		}
	}

	/**
	 * All that only describes: what is known to from above, and the alternatives that are
	 * offered here and among which no choice is made yet.
	 */
	private List<Group> groups(Parts parts) {
		Map<List<RawSchema>, Group> groups = new LinkedHashMap<>();
		parts.may().forEach((group) -> groups.put(group.closure(), group));
		Set<Offer> seen = new HashSet<>(parts.taken());
		for (Offer offer : this.discriminators.offers(parts.must())) {
			if (seen.add(offer)) {
				this.discriminators.offered(offer).forEach((each) -> group(List.of(each), false, groups, seen));
			}
		}
		return List.copyOf(groups.values());
	}

	/**
	 * Whether alternatives of a group allow some kind and leave open what is in it.
	 * @param group the group
	 * @param kind the kind
	 * @param described whether the group itself describes such values
	 * @return {@code true} if values of the kind have to stay whole for its sake
	 */
	boolean leavesOpen(Group group, int kind, boolean described) {
		return !group.refines() && !described && this.discriminators.offers(group.closure()).isEmpty()
				&& (this.closure.kinds(group.closure()) & kind) != 0;
	}

}
