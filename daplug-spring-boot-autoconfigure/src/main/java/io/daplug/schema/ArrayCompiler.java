package io.daplug.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.daplug.schema.ArrayPlan.Contains;
import io.daplug.schema.SchemaCompiler.Group;
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
		boolean described = describes(this.must)
				|| this.groups.stream().anyMatch((group) -> describes(group.closure()));
		if (!described && counts.isEmpty() && contains.isEmpty() && !unique) {
			return null;
		}
		boolean whole = !describes(this.must) && this.groups.stream()
			.anyMatch((group) -> this.compiler.leavesOpen(group, Kinds.ARRAY, describes(group.closure())));
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
		SchemaNode rest = described ? node(front, holding, describing) : null;
		return new ArrayPlan(first, rest, whole, counts, unique, contains);
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
