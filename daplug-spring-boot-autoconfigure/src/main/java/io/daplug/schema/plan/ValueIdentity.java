package io.daplug.schema.plan;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.text.DecimalText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells when two values are the same to JSON schema: numbers by what they are worth,
 * however they are written.
 */
final class ValueIdentity {

	private ValueIdentity() {
	}

	/**
	 * Returns an object that is equal for values that are the same.
	 * @param value the value
	 * @return an object with a fitting {@code equals} and {@code hashCode}
	 */
	static Object of(AttributeValue value) {
		return switch (value.type()) {
			case S -> value.s();
			case N -> number(value.n());
			case BOOL -> value.bool();
			case M -> {
				Map<String, Object> map = new LinkedHashMap<>();
				value.m().forEach((name, element) -> map.put(name, of(element)));
				yield map;
			}
			case L -> value.l().stream().map(ValueIdentity::of).toList();
			case SS -> Set.copyOf(value.ss());
			case NS -> {
				Set<Object> numbers = new HashSet<>();
				value.ns().forEach((number) -> numbers.add(number(number)));
				yield numbers;
			}
			case BS -> Set.copyOf(value.bs());
			case B -> value.b();
			default -> value.type();
		};
	}

	private static Object number(String text) {
		if (DecimalText.isLong(text)) {
			return BigDecimal.valueOf(Long.parseLong(text)).stripTrailingZeros();
		}
		BigDecimal number = DecimalText.parse(text);
		return (number != null) ? number.stripTrailingZeros() : text;
	}

	/**
	 * Whether no two values of a list are the same.
	 * @param values the values
	 * @return {@code true} if all differ
	 */
	static boolean allDiffer(List<AttributeValue> values) {
		if (values.size() < 2) {
			return true;
		}
		Set<Object> seen = new HashSet<>(values.size() * 2);
		for (AttributeValue value : values) {
			if (!seen.add(of(value))) {
				return false;
			}
		}
		return true;
	}

}
