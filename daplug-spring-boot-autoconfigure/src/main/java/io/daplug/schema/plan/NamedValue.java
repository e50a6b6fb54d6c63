package io.daplug.schema.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A value that a schema names, as it would be stored.
 */
public final class NamedValue {

	private NamedValue() {
	}

	/**
	 * Converts a value.
	 * @param value the value as the document has it
	 * @return the attribute value
	 */
	public static AttributeValue of(@Nullable Object value) {
		if (value == null) {
			return AttributeValue.fromNul(true);
		}
		if (value instanceof BigDecimal number) {
			return AttributeValue.fromN(number.toString());
		}
		if (value instanceof Boolean bool) {
			return AttributeValue.fromBool(bool);
		}
		if (value instanceof List<?> elements) {
			List<AttributeValue> list = new ArrayList<>();
			elements.forEach((element) -> list.add(of(element)));
			return AttributeValue.fromL(list);
		}
		if (value instanceof Map<?, ?> properties) {
			Map<String, AttributeValue> map = new LinkedHashMap<>();
			properties.forEach((name, property) -> map.put(name.toString(), of(property)));
			return AttributeValue.fromM(map);
		}
		return AttributeValue.fromS(value.toString());
	}

}
