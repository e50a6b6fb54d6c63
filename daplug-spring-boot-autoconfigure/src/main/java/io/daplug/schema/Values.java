package io.daplug.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values that a schema names, as attribute values, and when two values are the same:
 * numbers by what they are worth, however they are written.
 */
final class Values {

	private Values() {
	}

	static AttributeValue of(@Nullable Object value) {
		if (value == null) {
			return AttributeValue.fromNul(true);
		}
		if (value instanceof String text) {
			return AttributeValue.fromS(text);
		}
		if (value instanceof BigDecimal number) {
			return AttributeValue.fromN(number.toString());
		}
		if (value instanceof Boolean bool) {
			return AttributeValue.fromBool(bool);
		}
		if (value instanceof List) {
			List<AttributeValue> list = new ArrayList<>();
			DocumentTree.list(value).forEach((element) -> list.add(of(element)));
			return AttributeValue.fromL(list);
		}
		Map<String, AttributeValue> map = new LinkedHashMap<>();
		DocumentTree.map(value).forEach((name, element) -> map.put(name, of(element)));
		return AttributeValue.fromM(map);
	}

	/**
	 * A key that is equal for values that are the same.
	 * @param value the value
	 * @return an object with a fitting {@code equals} and {@code hashCode}
	 */
	static Object key(AttributeValue value) {
		return switch (value.type()) {
			case S -> value.s();
			case N -> number(value.n());
			case BOOL -> value.bool();
			case M -> {
				Map<String, Object> map = new LinkedHashMap<>();
				value.m().forEach((name, element) -> map.put(name, key(element)));
				yield map;
			}
			case L -> value.l().stream().map(Values::key).toList();
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

	static boolean unique(List<AttributeValue> values) {
		if (values.size() < 2) {
			return true;
		}
		Set<Object> seen = new HashSet<>(values.size() * 2);
		for (AttributeValue value : values) {
			if (!seen.add(key(value))) {
				return false;
			}
		}
		return true;
	}

}
