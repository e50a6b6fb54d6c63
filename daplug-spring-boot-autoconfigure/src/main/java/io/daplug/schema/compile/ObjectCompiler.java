package io.daplug.schema.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.schema.compile.SchemaCompiler.Group;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.pattern.EcmaPattern;
import io.daplug.schema.plan.Check;
import io.daplug.schema.plan.Kind;
import io.daplug.schema.plan.ObjectChecks;
import io.daplug.schema.plan.ObjectPlan;
import io.daplug.schema.plan.ObjectPlan.Property;
import io.daplug.schema.plan.Others;
import io.daplug.schema.plan.Others.Additional;
import io.daplug.schema.plan.Others.Closed;
import io.daplug.schema.plan.Others.Limits;
import io.daplug.schema.plan.Others.Patterned;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.Unevaluated;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what schemas say of an object's properties.
 */
final class ObjectCompiler {

	private static final String ADDITIONAL = "additionalProperties";

	private static final String UNEVALUATED = "unevaluatedProperties";

	/**
	 * What one schema says of properties.
	 */
	private record Said(RawSchema schema, Map<String, RawSchema> named, Map<EcmaPattern, RawSchema> patterned,
			@Nullable RawSchema additional) {

		static Said by(RawSchema schema) {
			RawSchema additional = schema.schema(ADDITIONAL);
			return new Said(schema, schema.schemasByName("properties"), schema.patternProperties(),
					isBoolean(schema, ADDITIONAL) ? null : additional);
		}

		static boolean isBoolean(RawSchema schema, String keyword) {
			return schema.get(keyword) instanceof Boolean;
		}

		/**
		 * All that is said of a property.
		 */
		void of(String name, boolean must, List<RawSchema> into) {
			boolean any = false;
			RawSchema named = this.named.get(name);
			if (named != null) {
				into.add(named);
				any = true;
			}
			for (Map.Entry<EcmaPattern, RawSchema> each : this.patterned.entrySet()) {
				if (each.getKey().mayFind(name)) {
					into.add(each.getValue());
					any = true;
				}
			}
			if (!any && must && this.additional != null) {
				into.add(this.additional);
			}
		}

	}

	private final SchemaCompiler compiler;

	private final List<Said> must;

	private final List<Group> groups;

	private final List<List<Said>> may;

	ObjectCompiler(SchemaCompiler compiler, List<RawSchema> must, List<Group> groups) {
		this.compiler = compiler;
		this.must = must.stream().map(Said::by).toList();
		this.groups = groups;
		this.may = groups.stream().map((group) -> group.closure().stream().map(Said::by).toList()).toList();
	}

	/**
	 * Whether schemas say what is in an object.
	 * @param schemas schemas that hold together
	 * @return {@code true} if a property is named, or a pattern, or others are forbidden
	 */
	static boolean describes(List<RawSchema> schemas) {
		return schemas.stream()
			.anyMatch((schema) -> !schema.object("properties").isEmpty()
					|| !schema.object("patternProperties").isEmpty() || closes(schema));
	}

	private static boolean closes(RawSchema schema) {
		return Boolean.FALSE.equals(schema.get(ADDITIONAL)) || Boolean.FALSE.equals(schema.get(UNEVALUATED));
	}

	private static boolean opens(RawSchema schema) {
		Object additional = schema.get(ADDITIONAL);
		Object unevaluated = schema.get(UNEVALUATED);
		return (additional != null && !Boolean.FALSE.equals(additional))
				|| (unevaluated != null && !Boolean.FALSE.equals(unevaluated));
	}

	@Nullable ObjectPlan compile() {
		boolean open = isOpen();
		Map<String, Property> properties = properties();
		List<Patterned> patterned = patterned();
		Others others = new Others(open, patterned, additional(), new Limits(closed(), unevaluated(),
				this.groups.stream().flatMap((group) -> group.closure().stream()).anyMatch(ObjectCompiler::closes)));
		List<Check<Integer>> counts = new ArrayList<>();
		List<ObjectChecks.Dependent> dependent = new ArrayList<>();
		List<SchemaNode> names = new ArrayList<>();
		for (Said said : this.must) {
			ScalarCompiler.counts(said.schema(), "minProperties", "maxProperties", "properties", counts);
			said.schema()
				.dependentRequired()
				.forEach((name, required) -> dependent.add(new ObjectChecks.Dependent(name, required)));
			RawSchema name = said.schema().schema("propertyNames");
			if (name != null) {
				names.add(this.compiler.node(List.of(name), List.of(), Set.of()));
			}
		}
		boolean silent = others.silent() && properties.isEmpty() && counts.isEmpty() && dependent.isEmpty()
				&& names.isEmpty();
		return silent ? null : new ObjectPlan(properties, others, new ObjectChecks(counts, dependent, names));
	}

	/**
	 * Whether properties that nobody names stay.
	 */
	private boolean isOpen() {
		List<RawSchema> holding = this.must.stream().map(Said::schema).toList();
		if (holding.stream().anyMatch(ObjectCompiler::opens)
				|| this.groups.stream().flatMap((group) -> group.closure().stream()).anyMatch(ObjectCompiler::opens)) {
			return true;
		}
		if (describes(holding)) {
			return false;
		}
		return this.groups.stream().noneMatch((group) -> describes(group.closure())) || this.groups.stream()
			.anyMatch((group) -> this.compiler.leavesOpen(group, Kind.OBJECT, describes(group.closure())));
	}

	private Map<String, Property> properties() {
		Set<String> described = new LinkedHashSet<>();
		Set<String> required = new LinkedHashSet<>();
		for (Said said : this.must) {
			described.addAll(said.named().keySet());
			required.addAll(required(said.schema()));
		}
		this.may.forEach((group) -> group.forEach((said) -> described.addAll(said.named().keySet())));
		this.compiler.work(this.must.stream().map(Said::schema).toList(), this.groups, described.size());
		Map<String, Property> properties = new HashMap<>();
		for (String name : described) {
			properties.put(name, new Property(name, node(name), true, required.contains(name)));
		}
		for (String name : required) {
			if (!described.contains(name)) {
				SchemaNode anything = this.compiler.node(List.of(), List.of(), Set.of());
				properties.put(name, new Property(name, anything, false, true));
			}
		}
		return properties;
	}

	/**
	 * The names of required properties. Draft 3 wrote a boolean beside the property,
	 * which still is found in OpenAPI documents and means nothing there.
	 */
	private static List<String> required(RawSchema schema) {
		return (schema.get("required") instanceof Boolean) ? List.of() : schema.texts("required");
	}

	private SchemaNode node(String name) {
		List<RawSchema> holding = new ArrayList<>();
		this.must.forEach((said) -> said.of(name, true, holding));
		List<List<RawSchema>> describing = new ArrayList<>();
		for (List<Said> group : this.may) {
			List<RawSchema> together = new ArrayList<>();
			group.forEach((said) -> said.of(name, false, together));
			if (!together.isEmpty() && !describing.contains(together)) {
				describing.add(together);
			}
		}
		return this.compiler.node(holding, describing, Set.of());
	}

	private List<Patterned> patterned() {
		List<Patterned> patterned = new ArrayList<>();
		for (Said said : this.must) {
			said.patterned()
				.forEach((pattern, schema) -> patterned
					.add(new Patterned(pattern, this.compiler.node(List.of(schema), List.of(), Set.of()))));
		}
		this.may.forEach((group) -> group.forEach((said) -> said.patterned()
			.forEach((pattern, schema) -> patterned
				.add(new Patterned(pattern, this.compiler.node(List.of(), List.of(List.of(schema)), Set.of()))))));
		return patterned;
	}

	private List<Additional> additional() {
		List<Additional> additional = new ArrayList<>();
		for (Said said : this.must) {
			if (said.additional() != null) {
				additional.add(new Additional(List.copyOf(said.patterned().keySet()),
						this.compiler.node(List.of(said.additional()), List.of(), Set.of())));
			}
		}
		return additional;
	}

	private List<Closed> closed() {
		List<Closed> closed = new ArrayList<>();
		for (Said said : this.must) {
			if (Boolean.FALSE.equals(said.schema().get(ADDITIONAL))) {
				closed.add(new Closed(ADDITIONAL, said.named().keySet(), List.copyOf(said.patterned().keySet())));
			}
		}
		return closed;
	}

	private List<Unevaluated> unevaluated() {
		return this.must.stream()
			.map((said) -> this.compiler.unevaluated(said.schema(), UNEVALUATED))
			.filter(Objects::nonNull)
			.toList();
	}

}
