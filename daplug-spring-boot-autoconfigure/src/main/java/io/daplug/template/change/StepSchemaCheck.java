package io.daplug.template.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds the steps of a change against the parts of the schema that their paths name.
 */
final class StepSchemaCheck {

	private final TableContext context;

	private final Set<String> reserved;

	private final Map<Rules, MappingOptions> options = new ConcurrentHashMap<>();

	StepSchemaCheck(TableContext context) {
		this.context = context;
		this.reserved = context.table().reservedAttributes();
	}

	/**
	 * How values are held against the schema.
	 *
	 * @param validates whether they are checked
	 * @param refuses whether what the schema does not describe is refused
	 * @param typed whether they come from an object of a class, whose nulls are no values
	 */
	private record Rules(boolean validates, boolean refuses, boolean typed) {

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
		boolean refuses = shaping.source() != Source.COPY
				&& shaping.unknown(this.context.table().unknown()) == UnknownInput.REFUSE;
		List<SchemaViolation> violations = new ArrayList<>();
		List<UpdateStep> shaped = new ArrayList<>();
		List<String> dropped = new ArrayList<>();
		for (UpdateStep step : change.encoded().steps()) {
			SchemaPart part = schema.part(step.path().elements(), validates ? violations::add : (violation) -> {
			});
			String unknown = unknown(step.path(), schema);
			if (unknown != null && (refuses
					|| (validates && shaping.source() != Source.COPY && schema.forbids(step.path().elements())))) {
				schema.part(step.path().elements(), violations::add).refuse("unknown", unknown);
			}
			else if (unknown != null && step.kind() != UpdateStep.Kind.REMOVE) {
				dropped.add("'%s' %s".formatted(step.path(), unknown));
			}
			else {
				if (shaping.source() == Source.CLIENT && change.gave(step)) {
					schema.part(step.path().elements(), violations::add)
						.requireWritable((step.value() instanceof AttributeValue value) ? value : null);
				}
				shaped.add(step
					.with(value(step, part, options(new Rules(validates, refuses, isTyped(change.given(), step))))));
			}
		}
		if (!violations.isEmpty()) {
			throw new SchemaViolationException(schema.name(), violations.stream().distinct().toList());
		}
		if (shaped.isEmpty()) {
			throw InvalidExpressionException.of(change.given(), "nothing is left of it, since %s of schema '%s'"
				.formatted(String.join(", and ", dropped), schema.name()));
		}
		return dropped.isEmpty() && shaped.equals(change.encoded().steps()) ? change.encoded()
				: UpdateExpression.of(shaped);
	}

	private MappingOptions options(Rules rules) {
		return this.options.computeIfAbsent(rules, Rules::options);
	}

	private boolean isTyped(UpdateExpression given, UpdateStep encoded) {
		for (UpdateStep step : given.steps()) {
			if (step.path().equals(encoded.path())) {
				return step.value() != null && this.context.converter().isTyped(step.value());
			}
		}
		return false;
	}

	/** Says what is not known of a path; null if all is. */
	private @Nullable String unknown(AttributePath path, ItemSchema schema) {
		int unknown = this.reserved.contains(path.root()) ? -1 : schema.unknown(path.elements());
		if (unknown < 0) {
			return null;
		}
		AttributePath named = path.first(unknown + 1);
		String name = (String) named.elements().get(unknown);
		return "is not known to the schema" + NearestName.question(name, schema.known(named.elements()));
	}

	private static @Nullable AttributeValue value(UpdateStep step, SchemaPart part, MappingOptions options) {
		if (step.kind() == UpdateStep.Kind.REMOVE) {
			part.requireOptional();
			return null;
		}
		AttributeValue value = AppliedSteps.given(step);
		return switch (step.kind()) {
			case SET, SET_IF_ABSENT -> part.map(value, options);
			case ADD -> {
				part.requireType(value);
				yield value;
			}
			default -> {
				part.requireType(value);
				yield part.mapElements(value, options);
			}
		};
	}

}
