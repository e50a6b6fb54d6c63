package io.daplug.schema.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.daplug.schema.compile.SchemaCompiler.Group;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.plan.ArrayPlan;
import io.daplug.schema.plan.ArrayPlan.Checks;
import io.daplug.schema.plan.ArrayPlan.Contains;
import io.daplug.schema.plan.ArrayPlan.Elements;
import io.daplug.schema.plan.Check;
import io.daplug.schema.plan.Kind;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.Unevaluated;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what schemas say of an array's elements.
 */
final class ArrayCompiler {

	/**
	 * What one schema says of elements: of those at the front by position, and of the
	 * rest. Until 2020 a list of schemas stood in {@code items}.
	 */
	private record Said(List<RawSchema> first, @Nullable RawSchema rest) {

		static Said by(RawSchema schema) {
			if (schema.get("items") instanceof List) {
				return new Said(schema.schemas("items"), schema.schema("additionalItems"));
			}
			return new Said(schema.schemas("prefixItems"), schema.schema("items"));
		}

		@Nullable RawSchema at(int index) {
			return (index < this.first.size()) ? this.first.get(index) : this.rest;
		}

	}

	private final SchemaCompiler compiler;

	private final List<RawSchema> must;

	private final List<Group> groups;

	ArrayCompiler(SchemaCompiler compiler, List<RawSchema> must, List<Group> groups) {
		this.compiler = compiler;
		this.must = must;
		this.groups = groups;
	}

	private static boolean describes(List<RawSchema> schemas) {
		return schemas.stream().anyMatch((schema) -> schema.has("items") || schema.has("prefixItems"));
	}

	@Nullable ArrayPlan compile() {
		Checks checks = checks();
		boolean described = describes(this.must)
				|| this.groups.stream().anyMatch((group) -> describes(group.closure()));
		return (described || !checks.none()) ? new ArrayPlan(elements(described), checks) : null;
	}

	private Checks checks() {
		List<Check<Integer>> counts = new ArrayList<>();
		List<Contains> contains = new ArrayList<>();
		boolean unique = false;
		for (RawSchema schema : this.must) {
			ScalarCompiler.counts(schema, "minItems", "maxItems", "elements", counts);
			unique |= schema.flag("uniqueItems");
			RawSchema contained = schema.schema("contains");
			if (contained != null) {
				Integer least = schema.count("minContains");
				Integer most = schema.count("maxContains");
				contains.add(new Contains(this.compiler.node(List.of(contained), List.of(), Set.of()),
						(least != null) ? least : 1, (most != null) ? most : Integer.MAX_VALUE));
			}
		}
		List<Unevaluated> unevaluated = this.must.stream()
			.map((schema) -> this.compiler.unevaluated(schema, "unevaluatedItems"))
			.filter(Objects::nonNull)
			.toList();
		return new Checks(counts, unique, contains, unevaluated);
	}

	private Elements elements(boolean described) {
		boolean whole = !describes(this.must) && this.groups.stream()
			.anyMatch((group) -> this.compiler.leavesOpen(group, Kind.ARRAY, describes(group.closure())));
		List<Said> holding = this.must.stream().map(Said::by).toList();
		List<List<Said>> describing = this.groups.stream()
			.map((group) -> group.closure().stream().map(Said::by).toList())
			.toList();
		int front = holding.stream().mapToInt((said) -> said.first().size()).max().orElse(0);
		for (List<Said> group : describing) {
			front = Math.max(front, group.stream().mapToInt((said) -> said.first().size()).max().orElse(0));
		}
		List<SchemaNode> first = new ArrayList<>();
		for (int i = 0; i < front; i++) {
			first.add(node(i, holding, describing));
		}
		return new Elements(first, described ? node(front, holding, describing) : null, whole);
	}

	private SchemaNode node(int index, List<Said> holding, List<List<Said>> describing) {
		List<List<RawSchema>> may = new ArrayList<>();
		for (List<Said> group : describing) {
			List<RawSchema> together = at(index, group);
			if (!together.isEmpty() && !may.contains(together)) {
				may.add(together);
			}
		}
		return this.compiler.node(at(index, holding), may, Set.of());
	}

	private static List<RawSchema> at(int index, List<Said> said) {
		List<RawSchema> schemas = new ArrayList<>();
		for (Said each : said) {
			RawSchema schema = each.at(index);
			if (schema != null) {
				schemas.add(schema);
			}
		}
		return schemas;
	}

}
