package io.daplug.schema.compile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.daplug.schema.compile.SchemaCompiler.Group;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.format.FormatRegistry;
import io.daplug.schema.format.NumberBound;
import io.daplug.schema.pattern.EcmaPattern;
import io.daplug.schema.plan.Check;
import io.daplug.schema.plan.ScalarPlan;
import io.daplug.schema.plan.SchemaNode;
import io.daplug.schema.plan.ValueSet;
import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what schemas say of texts and numbers, and of values as such.
 */
final class ScalarCompiler {

	private final List<Check<String>> texts = new ArrayList<>();

	private final List<Check<String>> numbers = new ArrayList<>();

	private final List<EcmaPattern> patterns = new ArrayList<>();

	private final List<ValueSet> values = new ArrayList<>();

	private ScalarCompiler() {
	}

	/**
	 * Compiles what is said of a value.
	 * @param node gets it
	 * @param must the schemas that must hold
	 * @param may the schemas that only describe, of which the format is taken if no other
	 * holds
	 */
	static void compile(SchemaNode node, List<RawSchema> must, List<Group> may) {
		ScalarCompiler compiler = new ScalarCompiler();
		must.forEach(compiler::add);
		String format = must.isEmpty() ? commonFormat(may) : format(must);
		node.scalars(new ScalarPlan(compiler.texts, compiler.patterns, compiler.numbers, format), compiler.values);
	}

	/** The format of all alternatives; of different ones, all are named. */
	private static String commonFormat(List<Group> may) {
		return may.stream()
			.map((group) -> format(group.closure()))
			.distinct()
			.sorted()
			.collect(Collectors.joining("|"));
	}

	private static String format(List<RawSchema> schemas) {
		return schemas.stream()
			.map((schema) -> schema.text("format"))
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.collect(Collectors.joining("|"));
	}

	private void add(RawSchema schema) {
		addValues(schema);
		addText(schema);
		addNumber(schema);
		String format = schema.text("format");
		if (format != null) {
			addFormat(format, FormatRegistry.ofText(format), this.texts);
			addFormat(format, FormatRegistry.ofNumber(format), this.numbers);
		}
	}

	private void addValues(RawSchema schema) {
		boolean orNull = Closure.nullable(schema);
		List<Object> values = schema.values("enum");
		if (values != null) {
			this.values.add(new ValueSet("enum", values, orNull));
		}
		if (schema.has("const")) {
			this.values.add(new ValueSet("const", Collections.singletonList(schema.get("const")), orNull));
		}
	}

	private void addText(RawSchema schema) {
		Integer least = schema.count("minLength");
		if (least != null) {
			this.texts.add(new Check<>("minLength", "must be at least " + least + " characters long",
					(text) -> text.length() >= least && text.codePointCount(0, text.length()) >= least));
		}
		Integer most = schema.count("maxLength");
		if (most != null) {
			this.texts.add(new Check<>("maxLength", "must be at most " + most + " characters long",
					(text) -> text.length() <= most || text.codePointCount(0, text.length()) <= most));
		}
		EcmaPattern pattern = schema.pattern("pattern");
		if (pattern != null) {
			this.patterns.add(pattern);
		}
	}

	private void addNumber(RawSchema schema) {
		BigDecimal minimum = schema.number("minimum");
		if (minimum != null) {
			boolean exclusive = Boolean.TRUE.equals(schema.get("exclusiveMinimum"));
			this.numbers.add(new Check<>("minimum",
					"must be " + (exclusive ? "more than " : "at least ") + minimum.toPlainString(),
					NumberBound.minimum(minimum, exclusive)));
		}
		BigDecimal maximum = schema.number("maximum");
		if (maximum != null) {
			boolean exclusive = Boolean.TRUE.equals(schema.get("exclusiveMaximum"));
			this.numbers.add(new Check<>("maximum",
					"must be " + (exclusive ? "less than " : "at most ") + maximum.toPlainString(),
					NumberBound.maximum(maximum, exclusive)));
		}
		BigDecimal above = exclusive(schema, "exclusiveMinimum");
		if (above != null) {
			this.numbers.add(new Check<>("exclusiveMinimum", "must be more than " + above.toPlainString(),
					NumberBound.minimum(above, true)));
		}
		BigDecimal below = exclusive(schema, "exclusiveMaximum");
		if (below != null) {
			this.numbers.add(new Check<>("exclusiveMaximum", "must be less than " + below.toPlainString(),
					NumberBound.maximum(below, true)));
		}
		BigDecimal factor = schema.factor("multipleOf");
		if (factor != null) {
			this.numbers.add(new Check<>("multipleOf", "must be a multiple of " + factor.toPlainString(),
					(text) -> isMultiple(text, factor)));
		}
	}

	private static @Nullable BigDecimal exclusive(RawSchema schema, String keyword) {
		return (schema.get(keyword) instanceof Boolean) ? null : schema.number(keyword);
	}

	private static boolean isMultiple(String text, BigDecimal factor) {
		BigDecimal number = DecimalText.parse(text);
		return number != null && number.remainder(factor).signum() == 0;
	}

	private static void addFormat(String format, @Nullable Predicate<String> test, List<Check<String>> checks) {
		if (test != null) {
			checks.add(new Check<>("format", "must have the format " + format, test));
		}
	}

	/**
	 * Compiles the bounds of how many there may be of something.
	 * @param schema the schema
	 * @param minimum the keyword of the lower bound
	 * @param maximum the keyword of the upper bound
	 * @param things what is counted
	 * @param checks where checks are added
	 */
	static void counts(RawSchema schema, String minimum, String maximum, String things, List<Check<Integer>> checks) {
		Integer least = schema.count(minimum);
		if (least != null) {
			checks.add(new Check<>(minimum, "must have at least " + least + " " + things, (count) -> count >= least));
		}
		Integer most = schema.count(maximum);
		if (most != null) {
			checks.add(new Check<>(maximum, "must have at most " + most + " " + things, (count) -> count <= most));
		}
	}

}
