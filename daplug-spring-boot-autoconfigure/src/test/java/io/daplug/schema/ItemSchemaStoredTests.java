package io.daplug.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

import static io.daplug.schema.Json.tree;
import static io.daplug.schema.Mapping.map;
import static io.daplug.schema.Mapping.violations;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link ItemSchema} lets through: what is stored is what was checked.
 */
class ItemSchemaStoredTests {

	private static ItemSchema item(String keywords) {
		return schema(
				"""
						Item:
						  type: object
						  properties: {id: {}, zip: {}, country: {default: DE}, box: {properties: {kind: {default: big}, lid: {}}},
						               list: {type: array, items: {type: object, properties: {n: {default: 1}, m: {}}}}}
						  KEYWORDS
						"""
					.replace("KEYWORDS", keywords));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			if: {properties: {country: {const: DE}}, required: [country]} , then: {required: [zip]} | /zip required
			if: {required: [country]} , then: {required: [zip]}         | /zip required
			oneOf: [{properties: {country: {const: US}}}, {properties: {country: {const: FR}}}]       | oneOf
			oneOf: [{required: [id]}, {required: [country]}]            | oneOf
			anyOf: [{properties: {country: {const: US}}}, {required: [zip]}] | anyOf
			not: {required: [country]}                                  | not
			dependentSchemas: {country: {required: [zip]}}              | /zip required
			dependentRequired: {country: [zip]}                         | /zip dependentRequired
			maxProperties: 2                                            | maxProperties
			propertyNames: {enum: [id, box, list]}                      | /country propertyNames
			properties: {box: {enum: [{lid: 1}]}}                       | /box enum
			properties: {box: {const: {lid: 1}}}                        | /box const
			properties: {box: {not: {required: [kind]}}}                | /box not
			properties: {list: {contains: {not: {required: [n]}}}}      | /list contains
			properties: {list: {uniqueItems: true}}                     | /list uniqueItems
			properties: {list: {items: {not: {required: [n]}}}}         | /list/0 not
			properties: {list: {items: {const: {}}}}                    | /list/0 const
			""")
	void judgesWithDefaults(String keywords, String violation) {
		ItemSchema schema = item("allOf: [{" + keywords.replace(" ,", ",") + "}]");
		assertThat(violations(schema, Mapping.INSERT, "{'id': 1, 'box': {'lid': 1}, 'list': [{}, {'n': 1}]}"))
			.anyMatch((each) -> each.contains(violation));
	}

	@Test
	void takesADefaultForWhatAnAlternativeAsksFor() {
		ItemSchema schema = item("if: {properties: {country: {const: DE}}}\n  then: {required: [zip]}\n"
				+ "  oneOf: [{required: [country]}, {required: [list]}]");
		assertThat(map(schema, Mapping.INSERT, "{'zip': 1}")).isEqualTo(tree("{'zip': 1, 'country': 'DE'}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{then: {properties: {vat: {default: 19}}}, if: {required: [id]}}          | {'id': 1} | {'id': 1, 'vat': 19}
					{else: {properties: {vat: {default: 19}}}, if: {required: [id]}}          | {}        | {'vat': 19}
					{dependentSchemas: {id: {properties: {id: {}, vat: {default: 19}}}}}      | {'id': 1} | {'id': 1, 'vat': 19}
					{if: {required: [vat]}, then: {properties: {x: {default: 1}}}, properties: {vat: {default: 7}}} | {} | {'vat': 7, 'x': 1}
					{oneOf: [{required: [id, a], properties: {id: {}, a: {default: 1}}}, {required: [b], properties: {b: {}}}]} | {'id': 1} | {'id': 1, 'a': 1}
					{oneOf: [{required: [id, a], properties: {id: {}, a: {default: 1}}}, {required: [b], properties: {b: {}}}]} | {'b': 1} | {'b': 1}
					{anyOf: [{required: [t], properties: {t: {default: 1, const: 1}}}, {required: [u], properties: {u: {default: 2}}}]} | {} | {'t': 1}
					{anyOf: [{required: [t], properties: {t: {default: 1}}}, {properties: {u: {default: 2}}}]} | {} | {'u': 2}
					{properties: {o: {default: {}, properties: {p: {default: 3}}}}}           | {}        | {'o': {'p': 3}}
					{properties: {l: {type: array, items: {oneOf: [{required: [a], properties: {a: {}, b: {default: 1}}}, {required: [c], properties: {c: {}}}]}}}} | {'l': [{'a': 1}, {'c': 1}]} | {'l': [{'a': 1, 'b': 1}, {'c': 1}]}
					{additionalProperties: {type: object, properties: {p: {default: 3}}}}     | {'k': {}} | {'k': {'p': 3}}
					{unevaluatedProperties: {type: object, properties: {p: {default: 3}}}}    | {'k': {}} | {'k': {'p': 3}}
					{patternProperties: {k: {type: object, properties: {p: {default: 3}}}}}   | {'k': {}} | {'k': {'p': 3}}
					{discriminator: {propertyName: t}, properties: {t: {default: A}}, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]} | {} | {'t': 'A', 'a': 5}
					""")
	void appliesTheDefaultsOfTheBranchThatIsTaken(String schema, String item, String stored) {
		ItemSchema compiled = schema("Item: " + schema + """

				A: {required: [t], properties: {t: {const: A}, a: {default: 5}}}
				B: {required: [t], properties: {t: {const: B}, b: {default: 5}}}
				""");
		assertThat(map(compiled, Mapping.INSERT, item)).isEqualTo(tree(stored));
	}

	@Test
	void refusesADefaultThatMakesASecondAlternativeFit() {
		ItemSchema schema = schema("""
				Item:
				  oneOf:
				    - {required: [id], properties: {id: {}, kind: {default: a}}}
				    - {required: [kind], properties: {kind: {}}}
				""");
		assertThat(violations(schema, Mapping.INSERT, "{'id': 1}")).containsExactly(" oneOf");
		assertThat(violations(schema, "{'id': 1}")).isEmpty();
	}

	@Test
	void takesNoneOfTwoAlternativesThatTheirDefaultsWouldFit() {
		ItemSchema schema = schema("""
				Item:
				  oneOf:
				    - {required: [kind], properties: {id: {}, kind: {const: a, default: a}}}
				    - {required: [kind], properties: {id: {}, kind: {const: b, default: b}}}
				""");
		assertThat(violations(schema, Mapping.INSERT, "{'id': 1}")).contains(" oneOf");
	}

	@Test
	void endsForADefaultThatHoldsItself() {
		ItemSchema schema = schema("""
				Item: {type: object, properties: {child: {default: {}, $ref: '#/components/schemas/Item'}}}
				""");
		Map<String, AttributeValue> item = Json.item("{}");
		schema.map(item, Mapping.INSERT);
		assertThat(item).containsKey("child");
	}

	@Test
	void judgesARecordWithoutItsNulls() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties: {a: {type: string}, b: {type: string}, c: {type: object, properties: {d: {type: string}}}}
				  dependentRequired: {a: [b]}
				  dependentSchemas: {b: {required: [c]}}
				  anyOf: [{maxProperties: 1}, {required: [a]}]
				""");
		assertThat(map(schema, Mapping.RECORD, "{'a': null, 'b': null, 'c': {'d': null}}"))
			.isEqualTo(tree("{'c': {}}"));
		assertThat(violations(schema, Mapping.RECORD, "{'a': 'x', 'b': null}")).containsExactly("/b dependentRequired");
	}

	/**
	 * Defaults, conditions, alternatives and exclusions in any mixture and at any depth.
	 */
	@Test
	void letsThroughNothingThatALaterCheckWouldRefuse() {
		Random random = new Random(8);
		int stored = 0;
		int refused = 0;
		for (int i = 0; i < 250; i++) {
			String text = Fragments.schema(random);
			ItemSchema schema = schema(text);
			for (int j = 0; j < 25; j++) {
				ObjectNode item = Fragments.item(random, 2);
				Map<String, AttributeValue> attributes = Json.item(item);
				try {
					schema.map(attributes, Mapping.INSERT);
					stored++;
				}
				catch (SchemaViolationException ex) {
					refused++;
					continue;
				}
				List<SchemaViolation> later = Mapping.list(schema, Mapping.KEEP, Json.tree(attributes));
				assertThat(later).as(text + item + " became " + Json.tree(attributes)).isEmpty();
			}
		}
		// or else nothing has been compared
		assertThat(stored).isGreaterThan(1000);
		assertThat(refused).isGreaterThan(1000);
	}

	/** Parts of schemas that speak of four properties and an object below. */
	private static final class Fragments {

		private static final String[] NAMES = { "a", "b", "c", "d" };

		static String schema(Random random) {
			StringBuilder text = new StringBuilder("""
					Any:
					  type: object
					  properties: {a: {}, b: {}, c: {}, d: {}, o: {$ref: '#/components/schemas/Any'},
					               l: {type: array, items: {$ref: '#/components/schemas/Any'}}}
					Item:
					  allOf:
					    - {$ref: '#/components/schemas/Any'}
					""");
			for (int i = 0; i < 1 + random.nextInt(3); i++) {
				text.append("    - ").append(part(random, 3)).append('\n');
			}
			return text.toString();
		}

		private static String part(Random random, int depth) {
			int kind = (depth > 0) ? random.nextInt(11) : random.nextInt(4);
			return switch (kind) {
				case 0, 1 -> "{properties: {" + name(random) + ": {default: " + random.nextInt(3) + "}}}";
				case 2 -> "{required: [" + name(random) + "]}";
				case 3 -> "{properties: {" + name(random) + ": {const: " + random.nextInt(3) + "}}}";
				case 4 -> "{oneOf: [" + part(random, depth - 1) + ", " + part(random, depth - 1) + "]}";
				case 5 -> "{anyOf: [" + part(random, depth - 1) + ", " + part(random, depth - 1) + "]}";
				case 6 -> "{if: " + part(random, depth - 1) + ", then: " + part(random, depth - 1) + ", else: "
						+ part(random, depth - 1) + "}";
				case 7 -> "{not: " + part(random, depth - 1) + "}";
				case 8 -> "{dependentSchemas: {" + name(random) + ": " + part(random, depth - 1) + "}}";
				case 9 -> "{properties: {o: " + part(random, depth - 1) + "}}";
				default -> "{properties: {l: {type: array, items: " + part(random, depth - 1) + ", contains: "
						+ part(random, depth - 1) + "}}}";
			};
		}

		private static String name(Random random) {
			return NAMES[random.nextInt(NAMES.length)];
		}

		static ObjectNode item(Random random, int depth) {
			ObjectNode item = Json.MAPPER.createObjectNode();
			for (String name : NAMES) {
				if (random.nextInt(3) == 0) {
					item.put(name, random.nextInt(3));
				}
			}
			if (depth > 0 && random.nextBoolean()) {
				item.set("o", item(random, depth - 1));
			}
			if (depth > 0 && random.nextInt(3) == 0) {
				List<ObjectNode> elements = new ArrayList<>();
				for (int i = 0; i < random.nextInt(3); i++) {
					elements.add(item(random, 0));
				}
				item.set("l", Json.MAPPER.createArrayNode().addAll(elements));
			}
			return item;
		}

	}

}
