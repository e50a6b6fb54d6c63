package io.daplug.benchmarks;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Single attributes by hand. Every attribute that is asked for is there.
 */
@NullUnmarked
final class Attributes {

	private Attributes() {
	}

	static AttributeValue text(Map<String, ?> item, String name) {
		return AttributeValue.fromS((String) item.get(name));
	}

	static AttributeValue number(Map<String, ?> item, String name) {
		return AttributeValue.fromN(item.get(name).toString());
	}

	static AttributeValue flag(Map<String, ?> item, String name) {
		return AttributeValue.fromBool((Boolean) item.get(name));
	}

	@SuppressWarnings("unchecked")
	static Map<String, ?> object(Map<String, ?> item, String name) {
		return (Map<String, ?>) item.get(name);
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, ?>> objects(Map<String, ?> item, String name) {
		return (List<Map<String, ?>>) item.get(name);
	}

	static AttributeValue key(String id) {
		return AttributeValue.fromS(HandWritten.PREFIX + id);
	}

	static String key(Map<String, AttributeValue> stored) {
		return stored.get("id").s().substring(HandWritten.PREFIX.length());
	}

	static String s(Map<String, AttributeValue> stored, String name) {
		return stored.get(name).s();
	}

	static BigDecimal n(Map<String, AttributeValue> stored, String name) {
		return new BigDecimal(stored.get(name).n());
	}

	static int i(Map<String, AttributeValue> stored, String name) {
		return Integer.parseInt(stored.get(name).n());
	}

	static boolean flagOf(Map<String, AttributeValue> stored, String name) {
		return stored.get(name).bool();
	}

	static Map<String, AttributeValue> m(Map<String, AttributeValue> stored, String name) {
		return stored.get(name).m();
	}

	static List<AttributeValue> l(Map<String, AttributeValue> stored, String name) {
		return stored.get(name).l();
	}

}
