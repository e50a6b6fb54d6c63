package io.daplug.template.shaping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaViolation;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.Shaping;
import io.daplug.template.model.Source;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * What clients may send of an item, and what the application adds to it.
 */
final class InputRules {

	private final TableContext context;

	InputRules(TableContext context) {
		this.context = context;
	}

	/** Options that name no effect without a schema must not be taken for one. */
	void requireSchema(@Nullable ItemSchema schema, Shaping shaping) {
		boolean constrained = this.context.table().itemContract().constrains()
				&& "validation".equals(shaping.schemaOption());
		Assert.state(schema != null || constrained || shaping.schemaOption() == null,
				() -> "'%s' needs a schema, and neither the call nor table '%s' names one"
					.formatted(shaping.schemaOption(), this.context.table().name()));
	}

	/**
	 * Adds what the application sets, and says what a client must not send.
	 * @param attributes what is given, which is changed
	 * @param typed whether it was an object of a class, whose nulls are no values
	 * @return the violations
	 */
	List<SchemaViolation> complete(Map<String, AttributeValue> attributes, boolean typed, @Nullable ItemSchema schema,
			Shaping shaping) {
		List<SchemaViolation> sent = List.of();
		if (shaping.source() == Source.CLIENT && schema != null) {
			if (typed) {
				removeUnsetCounter(attributes);
			}
			sent = schema.readOnly(attributes, typed);
		}
		shaping.additions()
			.forEach((name, value) -> attributes.put(name, this.context.converter().toAttribute(value.get())));
		return sent;
	}

	/** A counter that is a primitive was not sent if it is zero. */
	private void removeUnsetCounter(Map<String, AttributeValue> attributes) {
		IdempotenceDefinition idempotence = this.context.table().idempotence();
		if (idempotence != null && idempotence.generate() == GeneratedValue.COUNTER) {
			attributes.computeIfPresent(idempotence.key(),
					(name, value) -> (value.n() != null && new BigDecimal(value.n()).signum() == 0) ? null : value);
		}
	}

	/**
	 * All violations of a client's item. What nobody supplied is not told as if the
	 * client had to send it.
	 */
	static List<SchemaViolation> all(List<SchemaViolation> sent, List<SchemaViolation> found, ItemSchema schema) {
		List<SchemaViolation> all = new ArrayList<>(sent);
		for (SchemaViolation violation : found) {
			boolean missing = violation.keyword().equals("required") && isReadOnly(violation.pointer(), schema);
			all.add(missing ? new SchemaViolation(violation.pointer(), "required",
					"is required and read-only: the application must set it") : violation);
		}
		return all;
	}

	private static boolean isReadOnly(String pointer, ItemSchema schema) {
		List<String> segments = JsonPointer.segments(pointer);
		return segments.size() == 1
				&& !schema.readOnly(Map.of(segments.get(0), AttributeValue.fromBool(true)), false).isEmpty();
	}

}
