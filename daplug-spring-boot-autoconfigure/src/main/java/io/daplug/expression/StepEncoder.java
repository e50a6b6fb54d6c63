package io.daplug.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;

import io.daplug.item.InvalidItemException;
import io.daplug.item.TypeName;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes the values of one update expression, and refuses what does not fit its step.
 */
final class StepEncoder {

	private final UpdateExpression expression;

	private final ValueEncoder encoder;

	StepEncoder(UpdateExpression expression, ValueEncoder encoder) {
		this.expression = expression;
		this.encoder = encoder;
	}

	@Nullable AttributeValue encode(UpdateStep step) {
		try {
			return switch (step.kind()) {
				case REMOVE -> null;
				case SET, SET_IF_ABSENT ->
					this.encoder.encode(step.path().topLevel() ? step.path().root() : null, step.value());
				case ADD -> number(step);
				case APPEND, PREPEND -> list(step);
				case ADD_TO_SET, REMOVE_FROM_SET -> set(step);
			};
		}
		catch (InvalidItemException ex) {
			StringBuilder pointer = new StringBuilder();
			step.path().elements().forEach((element) -> pointer.append(JsonPointer.segment(element)));
			throw ex.below(pointer.toString());
		}
	}

	private AttributeValue number(UpdateStep step) {
		AttributeValue value = this.encoder.encode(null, step.value());
		if (value.n() == null) {
			throw refused(step, "adds a number, not " + TypeName.of(value.type()));
		}
		return value;
	}

	private AttributeValue list(UpdateStep step) {
		if (step.value() instanceof AttributeValue value && value.hasL()) {
			return value;
		}
		Collection<?> elements = elements(step);
		AttributeValue value = this.encoder.encode(null, new ArrayList<>(elements));
		if (!value.hasL()) {
			throw refused(step, "takes the elements of a list");
		}
		return value;
	}

	private AttributeValue set(UpdateStep step) {
		AttributeValue value = (step.value() instanceof AttributeValue given) ? given
				: this.encoder.encode(null, new LinkedHashSet<>(elements(step)));
		if (!value.hasSs() && !value.hasNs() && !value.hasBs()) {
			throw refused(step, "takes texts, numbers or binary values, all of one type");
		}
		return value;
	}

	private Collection<?> elements(UpdateStep step) {
		if (!(step.value() instanceof Collection<?> elements) || elements.isEmpty()) {
			throw refused(step, "needs at least one element; leave the step out if there is none");
		}
		return elements;
	}

	private InvalidExpressionException refused(UpdateStep step, String problem) {
		return new InvalidExpressionException(this.expression.toString(), -1,
				"'%s' at '%s' %s".formatted(step.kind().text(), step.path(), problem));
	}

}
