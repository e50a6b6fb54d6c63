package io.daplug.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents that differ from a good one here and there. The same seed gives the same
 * documents.
 */
final class Mutations {

	private static final String[] VALUES = { "null", "true", "0", "-1", "1.005", "12.5", "100", "\"\"", "\"OPEN\"",
			"\"12345\"", "\"2024-05-06T07:08:09Z\"", "\"2024-05-06\"", "\"a longer text than allowed\"", "{}", "[]",
			"{\"sku\": \"s\"}", "[\"a\", \"a\"]", "[{\"sku\": \"s\", \"quantity\": 3}]", "{\"card\": \"1234\"}",
			"{\"iban\": \"x\"}", "{\"card\": \"1234\", \"iban\": \"x\"}", "{\"name\": \"n\", \"zip\": \"1234\"}" };

	private final Random random;

	Mutations(long seed) {
		this.random = new Random(seed);
	}

	ObjectNode mutate(JsonNode document) {
		ObjectNode copy = (ObjectNode) document.deepCopy();
		int changes = 1 + this.random.nextInt(2);
		for (int i = 0; i < changes; i++) {
			List<JsonNode> places = new ArrayList<>();
			collect(copy, places);
			change(places.get(this.random.nextInt(places.size())));
		}
		return copy;
	}

	private void collect(JsonNode node, List<JsonNode> places) {
		if (node.isObject() || (node.isArray() && !node.isEmpty())) {
			places.add(node);
		}
		node.forEach((child) -> collect(child, places));
	}

	private void change(JsonNode place) {
		if (place instanceof ArrayNode array) {
			int index = this.random.nextInt(array.size());
			switch (this.random.nextInt(3)) {
				case 0 -> array.remove(index);
				case 1 -> array.add(array.get(index).deepCopy());
				default -> array.set(index, other(array.get(index)));
			}
			return;
		}
		ObjectNode object = (ObjectNode) place;
		List<String> names = new ArrayList<>(object.propertyNames());
		if (names.isEmpty() || this.random.nextInt(8) == 0) {
			object.set("unknown" + this.random.nextInt(3), other(object));
			return;
		}
		String name = names.get(this.random.nextInt(names.size()));
		if (this.random.nextInt(4) == 0) {
			object.remove(name);
		}
		else {
			object.set(name, other(object.required(name)));
		}
	}

	private JsonNode other(JsonNode value) {
		if (value.isNumber() && this.random.nextBoolean()) {
			return Json.MAPPER.getNodeFactory()
				.numberNode(value.decimalValue().add(new BigDecimal(this.random.nextInt(21) - 10).movePointLeft(1)));
		}
		if (value.isString() && this.random.nextBoolean()) {
			return Json.MAPPER.getNodeFactory().stringNode(value.asString() + "x");
		}
		return Json.MAPPER.readTree(VALUES[this.random.nextInt(VALUES.length)]);
	}

}
