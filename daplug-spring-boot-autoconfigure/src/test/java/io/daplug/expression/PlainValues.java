package io.daplug.expression;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Encodes the few kinds of values that these tests use, as they are. */
final class PlainValues implements ValueEncoder {

	@Override
	public AttributeValue encode(@Nullable String attribute, @Nullable Object value) {
		return of(value);
	}

	static AttributeValue of(@Nullable Object value) {
		if (value == null) {
			return AttributeValue.fromNul(true);
		}
		if (value instanceof String text) {
			return AttributeValue.fromS(text);
		}
		if (value instanceof Number number) {
			return AttributeValue.fromN(number.toString());
		}
		if (value instanceof Boolean bool) {
			return AttributeValue.fromBool(bool);
		}
		if (value instanceof Collection<?> list) {
			return AttributeValue.fromL(list.stream().map(PlainValues::of).toList());
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, AttributeValue> entries = new LinkedHashMap<>();
			map.forEach((name, entry) -> entries.put((String) name, of(entry)));
			return AttributeValue.fromM(entries);
		}
		throw new IllegalArgumentException("no test uses " + value.getClass());
	}

}
