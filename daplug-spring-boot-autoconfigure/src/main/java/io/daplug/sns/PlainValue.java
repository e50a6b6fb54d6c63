package io.daplug.sns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * What an attribute of a message is made of: the form that the value has in items, as far
 * as SNS has such a form.
 *
 * @param value text, a number, a boolean, or a list of these and null; null if there is
 * nothing to send
 * @param problem what is wrong with the value; null if nothing
 */
record PlainValue(@Nullable Object value, @Nullable String problem) {

	private static final PlainValue NOTHING = new PlainValue(null, null);

	static PlainValue of(@Nullable Object value, ItemConverter converter) {
		if (value == null) {
			return NOTHING;
		}
		try {
			return of(value, converter.toAttribute(value));
		}
		catch (InvalidItemException ex) {
			// SNS takes numbers that DynamoDB does not.
			return (value instanceof Number) ? new PlainValue(value, null)
					: refused("cannot be written as text, a number, a boolean or a list of these");
		}
	}

	private static PlainValue of(Object value, AttributeValue attribute) {
		return switch (attribute.type()) {
			case S -> new PlainValue(attribute.s(), null);
			case N -> new PlainValue((value instanceof Number) ? value : AttributeRules.number(attribute.n()), null);
			case BOOL -> new PlainValue(attribute.bool(), null);
			case L -> list(attribute.l());
			case SS -> list(attribute.ss().stream().map(AttributeValue::fromS).toList());
			case NS -> list(attribute.ns().stream().map(AttributeValue::fromN).toList());
			case NUL -> (value instanceof Optional || value instanceof JsonNode) ? NOTHING
					: refused("has no text: it is written as null");
			case M -> object(value);
			default -> refused("is binary; attributes are text, numbers, booleans, or lists of these");
		};
	}

	/** Objects that are not written as text have a text of their own. */
	private static PlainValue object(Object value) {
		if (value instanceof Map || value instanceof JsonNode) {
			return refused("is a map; attributes are text, numbers, booleans, or lists of these");
		}
		String text = value.toString();
		return (text != null) ? new PlainValue(text, null) : refused("has no text: its toString() returns null");
	}

	private static PlainValue list(List<AttributeValue> elements) {
		List<@Nullable Object> plain = new ArrayList<>(elements.size());
		for (AttributeValue element : elements) {
			switch (element.type()) {
				case S -> plain.add(element.s());
				case N -> plain.add(AttributeRules.number(element.n()));
				case BOOL -> plain.add(element.bool());
				case NUL -> plain.add(null);
				default -> {
					return refused("is a list of something else than text, numbers, booleans and null");
				}
			}
		}
		return new PlainValue(plain, null);
	}

	private static PlainValue refused(String problem) {
		return new PlainValue(null, problem);
	}

	/** What is wrong with the value; null if SNS takes it. */
	@Nullable String refusal() {
		if (this.problem != null || this.value == null) {
			return this.problem;
		}
		if (this.value instanceof Number number) {
			return AttributeRules.isNumber(number) ? null : "is a number that SNS does not take";
		}
		if (this.value instanceof List<?> list) {
			boolean carried = list.stream()
				.allMatch((element) -> !(element instanceof String text) || AttributeRules.carried(text));
			return carried ? null : "has characters that SNS does not take";
		}
		return AttributeRules.carried(this.value.toString()) ? null : "has characters that SNS does not take";
	}

	/** Whether there is nothing to send. */
	boolean empty() {
		if (this.value instanceof List<?> list) {
			return list.isEmpty();
		}
		return this.value == null || this.value.toString().isEmpty();
	}

}
