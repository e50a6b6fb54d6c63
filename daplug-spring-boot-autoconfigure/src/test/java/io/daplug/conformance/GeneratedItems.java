package io.daplug.conformance;

import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes cases of typed items: a few items of models that share names, letters, attributes
 * and prefixes, each defined, put and got.
 */
final class GeneratedItems {

	private static final int ITEMS = 4;

	private static final int FIELDS = 3;

	private static final List<String> MODELS = List.of("Order", "Offer", "order", "Owner", "Device", "Däne", "E");

	private static final List<String> ATTRIBUTES = List.of("order_id", "owner", "o_id", "device", "class", "toString",
			"at", "n");

	private static final List<String> SEPARATORS = List.of("#", ":", "::", "/", "|", "%", "");

	private static final List<String> PREFIXES = List.of("", "ORD", "OO", "#", "a b", "ü");

	private static final List<String> VALUES = List.of("7", "a#b", "OO#7", "50%", "ä|:/", "A", " ");

	private final Random random;

	private final boolean ranged;

	private final ItemsAncestor ancestor;

	private final ObjectNode json = Corpus.JSON.createObjectNode();

	private final ObjectNode models;

	private final ObjectNode items;

	private final ArrayNode steps;

	private final ArrayNode expected;

	private GeneratedItems(Random random) {
		this.random = random;
		this.ranged = random.nextInt(4) > 0;
		this.ancestor = new ItemsAncestor(this.ranged);
		this.json.put("name", "generated").put("area", "items-keys").put("reference", ConformanceCase.ITEMS);
		ObjectNode table = this.json.putObject("table");
		table.putObject("hash").put("name", "pk").put("type", "S");
		ObjectNode adapter = this.json.putObject("adapter");
		adapter.putObject("table").put("partition_key", "str").put("sort_key", this.ranged ? "str" : null);
		if (this.ranged) {
			table.putObject("range").put("name", "sk").put("type", "S");
		}
		this.models = adapter.putObject("models");
		this.items = adapter.putObject("items");
		this.steps = this.json.putArray("steps");
		this.expected = this.json.putObject("expect").putArray("steps");
	}

	/**
	 * Makes a case.
	 * @param random the source of its parts
	 * @return the case; null if prefixes run out in it, which is a quirk of the ancestor
	 */
	static @Nullable ConformanceCase next(Random random) {
		GeneratedItems generated = new GeneratedItems(random);
		for (int i = 0; i < ITEMS; i++) {
			if (!generated.item("item" + i)) {
				return null;
			}
		}
		((ObjectNode) generated.json.path("expect")).set("tableAfter", generated.ancestor.tableAfter());
		return new ConformanceCase(generated.json);
	}

	private boolean item(String name) {
		String model = pick(MODELS);
		JsonNode fields = fields(model);
		List<String> names = List.copyOf(fields.propertyNames());
		ObjectNode item = this.items.putObject(name).put("model", model);
		ObjectNode hash = Corpus.JSON.createObjectNode().put("attr", names.get(0));
		if (this.random.nextInt(3) > 0) {
			hash = key(names);
			item.set("pk", hash);
		}
		ObjectNode range = (this.ranged && this.random.nextBoolean()) ? key(names) : null;
		if (range != null) {
			item.set("sk", range);
		}
		JsonNode keys = this.ancestor.define(model, hash, range);
		if (keys == null) {
			return false;
		}
		step("define", name, keys);
		ObjectNode data = data(fields);
		step("put_item", name, null).set("data", data.deepCopy().put("junk", 1));
		this.ancestor.put(keys, data);
		ObjectNode get = step("get_item", name, data);
		get.set("pk", data.path(hash.path("attr").asString()));
		if (range != null) {
			get.set("sk", data.path(range.path("attr").asString()));
		}
		return true;
	}

	private JsonNode fields(String model) {
		if (!this.models.has(model)) {
			ObjectNode fields = this.models.putObject(model).putObject("fields");
			for (int i = 0; i < FIELDS; i++) {
				fields.putObject(pick(ATTRIBUTES)).put("type", (this.random.nextInt(3) > 0) ? "str" : "int");
			}
		}
		return this.models.path(model).path("fields");
	}

	private ObjectNode key(List<String> names) {
		ObjectNode key = Corpus.JSON.createObjectNode().put("attr", pick(names));
		switch (this.random.nextInt(5)) {
			case 0 -> key.put("prefix", false);
			case 1 -> key.put("prefix_value", pick(PREFIXES)).put("seperator", pick(SEPARATORS));
			case 2 -> key.put("seperator", pick(SEPARATORS));
			default -> {
			}
		}
		return key;
	}

	private ObjectNode data(JsonNode fields) {
		ObjectNode data = Corpus.JSON.createObjectNode();
		fields.properties().forEach((field) -> {
			if (field.getValue().path("type").asString().equals("int")) {
				data.put(field.getKey(), this.random.nextInt(3) * 1000 - 7);
			}
			else {
				data.put(field.getKey(), pick(VALUES));
			}
		});
		return data;
	}

	private ObjectNode step(String operation, String item, @Nullable JsonNode result) {
		ObjectNode step = this.steps.addObject().put("op", operation);
		this.expected.addObject().set("result", result);
		return step.putObject("args").put("item", item);
	}

	private <T> T pick(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
