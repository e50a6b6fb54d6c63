package io.daplug.schema.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.compile.Closure.Offer;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.plan.Evaluation;
import io.daplug.schema.plan.Evaluation.Branch;
import io.daplug.schema.plan.Evaluation.Elements;
import io.daplug.schema.plan.Evaluation.Own;
import io.daplug.schema.plan.Evaluation.Properties;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.Unevaluated;
import org.jspecify.annotations.Nullable;

/**
 * Compiles which properties and elements schemas speak of.
 */
final class EvaluationCompiler {

	private static final String PROPERTIES = "unevaluatedProperties";

	private static final String ITEMS = "unevaluatedItems";

	private final SchemaCompiler compiler;

	private final Closure closure;

	private final Map<RawSchema, Evaluation> known = new HashMap<>();

	EvaluationCompiler(SchemaCompiler compiler, Closure closure) {
		this.compiler = compiler;
		this.closure = closure;
	}

	/**
	 * Compiles what a schema says of all that it does not speak of otherwise.
	 * @param schema the schema
	 * @param keyword the keyword that says so
	 * @return what it says, or {@code null} if it says nothing
	 */
	@Nullable Unevaluated compile(RawSchema schema, String keyword) {
		RawSchema rest = schema.schema(keyword);
		if (rest == null || Boolean.TRUE.equals(schema.get(keyword))) {
			return null;
		}
		Evaluation evaluation = new Evaluation(own(schema, false));
		fill(evaluation, schema);
		boolean none = Boolean.FALSE.equals(schema.get(keyword));
		return new Unevaluated(evaluation, none ? null : this.compiler.node(List.of(rest), List.of(), Set.of()));
	}

	/** A schema that leads back to itself is one that is being filled. */
	private Evaluation evaluation(RawSchema schema) {
		Evaluation known = this.known.get(schema);
		if (known == null) {
			known = new Evaluation(own(schema, true));
			this.known.put(schema, known);
			fill(known, schema);
		}
		return known;
	}

	private Own own(RawSchema schema, boolean all) {
		boolean old = schema.get("items") instanceof List;
		List<SchemaNode> contained = new ArrayList<>();
		RawSchema contains = schema.schema("contains");
		if (contains != null) {
			contained.add(this.compiler.node(List.of(contains), List.of(), Set.of()));
		}
		Properties properties = new Properties(schema.schemasByName("properties").keySet(),
				List.copyOf(schema.patternProperties().keySet()),
				schema.has("additionalProperties") || (all && schema.has(PROPERTIES)));
		Elements elements = new Elements(schema.schemas(old ? "items" : "prefixItems").size(),
				schema.has(old ? "additionalItems" : "items") || (all && schema.has(ITEMS)), contained);
		return new Own(properties, elements);
	}

	private void fill(Evaluation evaluation, RawSchema schema) {
		for (RawSchema target : this.closure.targets(schema)) {
			evaluation.always(evaluation(target));
		}
		schema.schemas("allOf").forEach((member) -> evaluation.always(evaluation(member)));
		for (String keyword : new String[] { "oneOf", "anyOf" }) {
			for (RawSchema member : schema.schemas(keyword)) {
				evaluation
					.branch(new Branch(null, tried(member, new Offer(schema, keyword)), true, evaluation(member)));
			}
		}
		RawSchema condition = schema.schema("if");
		if (condition != null) {
			SchemaNode tried = tried(condition, new Offer(schema, "if"));
			RawSchema then = schema.schema("then");
			RawSchema otherwise = schema.schema("else");
			evaluation.branch(new Branch(null, tried, true, evaluation(condition)));
			if (then != null) {
				evaluation.branch(new Branch(null, tried, true, evaluation(then)));
			}
			if (otherwise != null) {
				evaluation.branch(new Branch(null, tried, false, evaluation(otherwise)));
			}
		}
		schema.dependentSchemas()
			.forEach((name, then) -> evaluation.branch(new Branch(name, null, true, evaluation(then))));
	}

	/** Tried as it is where the offer is made, so both share one node. */
	private SchemaNode tried(RawSchema schema, Offer offer) {
		return this.compiler.node(List.of(schema), List.of(), new HashSet<>(Set.of(offer)));
	}

}
