package io.daplug.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.encoding.MapperEncodings;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what {@link ItemSchema} says of the meaning of values: by it, what another mapper
 * stored is decoded.
 */
class ItemSchemaMeaningTests {

	private static final AttributeValue ONE = AttributeValue.fromN("1");

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue TEXT = AttributeValue.fromS("1");

	private static final AttributeValue FIRST = AttributeValue.fromS("1970-01-01T00:00:00.001000000Z");

	@Test
	void knowsTypesAndFormats() {
		ItemSchema schema = schema("""
				Item:
				  type: object
				  properties:
				    flag: {type: boolean}
				    maybe: {type: [boolean, 'null']}
				    time: {type: string, format: date-time}
				    text: {type: string}
				    day: {type: string, format: date}
				    number: {type: number}
				    either: {type: [boolean, integer]}
				    anything: {}
				""");
		assertThat(decoded(schema,
				Map.of("flag", ONE, "maybe", ONE, "time", ONE, "text", ONE, "day", ONE, "either", ONE, "anything", ONE,
						"number", TEXT, "unknown", ONE)))
			.containsExactlyInAnyOrderEntriesOf(Map.of("flag", TRUE, "maybe", TRUE, "time", FIRST, "text", TEXT, "day",
					ONE, "either", ONE, "anything", ONE, "number", ONE, "unknown", ONE));
	}

	@Test
	void knowsWhatIsInsideOfWhat() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    flags: {type: array, items: {type: boolean}}
				    byName: {type: object, additionalProperties: {type: boolean}}
				    child: {$ref: '#/components/schemas/Item'}
				    flag: {type: boolean}
				""");
		AttributeValue child = AttributeValue.fromM(Map.of("flag", ONE, "child", AttributeValue.fromS("{\"flag\":1}")));
		assertThat(decoded(schema,
				Map.of("flags", AttributeValue.fromNs(List.of("1")), "byName", AttributeValue.fromM(Map.of("a", ONE)),
						"child", child)))
			.containsExactlyInAnyOrderEntriesOf(Map.of("flags", AttributeValue.fromL(List.of(TRUE)), "byName",
					AttributeValue.fromM(Map.of("a", TRUE)), "child",
					AttributeValue.fromM(Map.of("flag", TRUE, "child", AttributeValue.fromS("{\"flag\":1}")))));
	}

	/** Text may be JSON only where it must be an object: here the type is not said. */
	@Test
	void readsJsonWhereAnObjectIsAskedFor() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    address: {type: object, properties: {flag: {type: boolean}}}
				    either: {type: [object, string], properties: {flag: {type: boolean}}}
				""");
		AttributeValue json = AttributeValue.fromS("{\"flag\":1}");
		AttributeValue object = AttributeValue.fromM(Map.of("flag", TRUE));
		assertThat(decoded(schema, Map.of("address", json, "either", json)))
			.containsExactlyInAnyOrderEntriesOf(Map.of("address", object, "either", json));
		assertThat(decoded(schema, Map.of("either", AttributeValue.fromM(Map.of("flag", ONE))))).containsEntry("either",
				object);
	}

	@Test
	void saysOfAlternativesWhatTheyAgreeOn() {
		ItemSchema schema = schema(
				"""
						Item:
						  oneOf:
						  - {type: object, properties: {flag: {type: boolean}, time: {type: string, format: date-time}, kind: {type: boolean}}}
						  - {type: object, properties: {flag: {type: boolean}, time: {type: string}, kind: {type: integer}}}
						""");
		assertThat(decoded(schema, Map.of("flag", ONE, "time", ONE, "kind", ONE)))
			.containsExactlyInAnyOrderEntriesOf(Map.of("flag", TRUE, "time", ONE, "kind", ONE));
	}

	@Test
	void seesThroughReferencesAndNullableAlternatives() {
		ItemSchema schema = schema("""
				Item:
				  allOf:
				  - properties: {time: {$ref: '#/components/schemas/Time'}}
				  - properties: {maybe: {anyOf: [{$ref: '#/components/schemas/Time'}, {type: 'null'}]}}
				Time: {type: string, format: date-time}
				""");
		assertThat(decoded(schema, Map.of("time", ONE, "maybe", ONE)))
			.containsExactlyInAnyOrderEntriesOf(Map.of("time", FIRST, "maybe", FIRST));
	}

	private static Map<String, AttributeValue> decoded(ItemSchema schema, Map<String, AttributeValue> item) {
		return MapperEncodings.decoded(item, schema.meaning(), Set.of());
	}

}
