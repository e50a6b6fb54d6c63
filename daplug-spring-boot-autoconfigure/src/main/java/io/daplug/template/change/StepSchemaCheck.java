package io.daplug.template.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.daplug.expression.AttributePath;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.schema.SchemaPart;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.Shaping;
import io.daplug.template.model.Source;
import io.daplug.text.NearestName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds the steps of a change against the parts of the schema that their paths name.
 */
final class StepSchemaCheck {

	private final TableContext context;

	private final Set<String> reserved;

	/** How values are mapped, in the order of {@link Rules#place}. */
	private final List<MappingOptions> options;

	StepSchemaCheck(TableContext context) {
		this.context = context;
		this.reserved = context.table().reservedAttributes();
		this.options = Rules.all().stream().map(Rules::options).toList();
	}

	/**
	 * How values are held against the schema.
	 *
	 * @param validates whether they are checked
	 * @param refuses whether what the schema does not describe is refused
	 * @param typed whether they come from an object of a class, whose nulls are no values
	 */
	private record Rules(boolean validates, boolean refuses, boolean typed) {

		static List<Rules> all() {
			return IntStream.range(0, 8)
				.mapToObj((place) -> new Rules((place & 1) != 0, (place & 2) != 0, (place & 4) != 0))
				.toList();
		}

		int place() {
			return (this.validates ? 1 : 0) + (this.refuses ? 2 : 0) + (this.typed ? 4 : 0);
		}

		MappingOptions options() {
			return MappingOptions.of((mapping) -> mapping.project(true)
				.validate(this.validates)
				.refuseUnknown(this.refuses)
				.nestedArraysWhole(!this.validates)
				.nullsAreAbsent(this.typed));
		}

	}

	/**
	 * Brings the values of a change into their shape.
	 * @param change the change
	 * @param schema the schema
	 * @param shaping what the call says
	 * @return the steps that are left, with their values in shape
	 * @throws SchemaViolationException if a value must not be at its path
	 */
	UpdateExpression shape(SchemaCheckedChange change, ItemSchema schema, Shaping shaping) {
		boolean validates = shaping.validation(this.context.table().validation()) != Validation.NONE;
		boolean copied = shaping.source() == Source.COPY;
		boolean refuses = !copied && shaping.unknown(this.context.table().unknown()) == UnknownInput.REFUSE;
		List<SchemaViolation> violations = new ArrayList<>();
		List<UpdateStep> shaped = new ArrayList<>(change.encoded().steps().size());
		List<String> dropped = new ArrayList<>();
		for (UpdateStep step : change.encoded().steps()) {
			List<Object> path = step.path().elements();
			int unknown = this.reserved.contains(step.path().root()) ? -1 : schema.unknown(path);
			if (unknown >= 0 && (refuses || (validates && !copied && schema.forbids(path)))) {
				schema.part(path.subList(0, unknown + 1), violations::add)
					.refuse("unknown", problem(step.path().first(unknown + 1), schema));
			}
			else if (unknown >= 0 && step.kind() != UpdateStep.Kind.REMOVE) {
				dropped.add("'%s' %s".formatted(step.path(), problem(step.path().first(unknown + 1), schema)));
			}
			else {
				SchemaPart part = schema.part(path, violations::add);
				if (shaping.source() == Source.CLIENT && change.gave(step)) {
					part.requireWritable((step.value() instanceof AttributeValue value) ? value : null);
				}
				shaped.add(shape(step, part, new Rules(validates, refuses, isTyped(change.given(), step))));
			}
		}
		if (!violations.isEmpty()) {
			throw new SchemaViolationException(schema.name(), violations.stream().distinct().toList());
		}
		if (shaped.isEmpty()) {
			throw InvalidExpressionException.of(change.given(),
					"nothing is left of it, since %s".formatted(String.join(", and ", dropped)));
		}
		return change.encoded().with(shaped);
	}

	private static String problem(AttributePath path, ItemSchema schema) {
		List<Object> elements = path.elements();
		return "is not known to the schema"
				+ NearestName.question((String) elements.get(elements.size() - 1), schema.known(elements));
	}

	private MappingOptions options(Rules rules) {
		return this.options.get(rules.place());
	}

	private boolean isTyped(UpdateExpression given, UpdateStep encoded) {
		for (UpdateStep step : given.steps()) {
			if (step.path().equals(encoded.path())) {
				return step.value() != null && this.context.converter().isTyped(step.value());
			}
		}
		return false;
	}

	private UpdateStep shape(UpdateStep step, SchemaPart part, Rules rules) {
		if (rules.validates()) {
			part.requireReachable();
			check(step, part);
		}
		if (step.kind() == UpdateStep.Kind.REMOVE || step.kind() == UpdateStep.Kind.ADD) {
			return step;
		}
		AttributeValue value = AppliedSteps.given(step);
		boolean whole = step.kind() == UpdateStep.Kind.SET || step.kind() == UpdateStep.Kind.SET_IF_ABSENT;
		AttributeValue shaped = whole ? part.map(value, options(rules)) : part.mapElements(value, options(rules));
		return (shaped != value) ? step.with(shaped) : step;
	}

	private static void check(UpdateStep step, SchemaPart part) {
		switch (step.kind()) {
			case REMOVE -> part.requireOptional();
			case SET, SET_IF_ABSENT -> {
				// The value itself is checked as it is shaped.
			}
			default -> part.requireType(AppliedSteps.given(step));
		}
	}

}
