package io.daplug.item;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes to plain Java values.
 */
final class AttributeReader {

	private AttributeReader() {
	}

	static Map<String, @Nullable Object> map(Map<String, AttributeValue> attributes) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>(AttributeWriter.capacity(attributes.size()));
		attributes.forEach((name, attribute) -> map.put(name, value(attribute)));
		return map;
	}

	static @Nullable Object value(AttributeValue attribute) {
		return switch (attribute.type()) {
			case S -> attribute.s();
			case N -> number(attribute.n());
			case BOOL -> attribute.bool();
			case NUL, UNKNOWN_TO_SDK_VERSION -> null;
			case B -> attribute.b();
			case M -> map(attribute.m());
			case L -> list(attribute.l());
			case SS -> new LinkedHashSet<>(attribute.ss());
			case NS -> numbers(attribute.ns());
			case BS -> new LinkedHashSet<>(attribute.bs());
		};
	}

	private static List<@Nullable Object> list(List<AttributeValue> elements) {
		List<@Nullable Object> list = new ArrayList<>(elements.size());
		elements.forEach((element) -> list.add(value(element)));
		return list;
	}

	private static Set<BigDecimal> numbers(List<String> texts) {
		Set<BigDecimal> numbers = new LinkedHashSet<>(AttributeWriter.capacity(texts.size()));
		texts.forEach((text) -> numbers.add(number(text)));
		return numbers;
	}

	private static BigDecimal number(String text) {
		try {
			return new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			throw new ItemConversionException(BigDecimal.class, "", "has an N attribute that is no decimal number",
					null);
		}
	}

}
