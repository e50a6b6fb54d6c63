package io.daplug.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.schema.Mapping.violations;
import static io.daplug.schema.MemoryResources.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests what {@link ItemSchema} makes of DynamoDB's own types, and which types it tells
 * of.
 */
class ItemSchemaTypesTests {

	@Test
	void takesSetsForArrays() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    texts: {type: array, uniqueItems: true, maxItems: 2, items: {type: string, maxLength: 2}}
				    numbers: {type: array, items: {type: integer, minimum: 2}}
				    either: {type: array, items: {oneOf: [{type: string, maxLength: 1}, {type: string, minLength: 3}]}}
				    bytes: {type: array, items: {type: string, format: binary}}
				""");
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		item.put("texts", AttributeValue.fromSs(List.of("a", "b")));
		item.put("numbers", AttributeValue.fromNs(List.of("2", "3")));
		item.put("either", AttributeValue.fromSs(List.of("a", "bcd")));
		item.put("bytes", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
		assertThat(schema.map(item, Mapping.STRICT)).hasSize(4);
		item.put("texts", AttributeValue.fromSs(List.of("a", "b", "ccc")));
		item.put("numbers", AttributeValue.fromNs(List.of("1", "2.5")));
		item.put("either", AttributeValue.fromSs(List.of("bb")));
		item.put("bytes", AttributeValue.fromSs(List.of("x")));
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> schema.map(new LinkedHashMap<>(item), Mapping.STRICT))
			.satisfies((ex) -> assertThat(ex.violations()).extracting((each) -> each.pointer() + " " + each.keyword())
				.contains("/texts maxItems", "/texts/2 maxLength", "/numbers/0 minimum", "/numbers/1 type",
						"/either/0 oneOf"));
	}

	@Test
	void allowsBinaryWhereTextIsBinary() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    a: {type: string, format: binary}
				    b: {type: string, format: byte}
				    c: {type: string, contentEncoding: base64}
				    d: {}
				    e: {type: string}
				""");
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		for (String name : List.of("a", "b", "c", "d", "e")) {
			item.put(name, AttributeValue.fromB(SdkBytes.fromUtf8String("x")));
		}
		assertThatExceptionOfType(SchemaViolationException.class).isThrownBy(() -> schema.map(item, Mapping.STRICT))
			.satisfies((ex) -> assertThat(ex.violations()).singleElement()
				.hasToString("/e must be string, is binary (type)"));
	}

	@Test
	void tellsWhichTypesOfKeysAPropertyAllows() {
		ItemSchema schema = schema("""
				Item:
				  properties:
				    text: {type: string}
				    number: {type: [integer, 'null']}
				    bytes: {type: string, format: binary}
				    object: {type: object}
				    any: {description: anything}
				    either: {oneOf: [{type: string}, {type: number}]}
				  oneOf: [{properties: {alternative: {type: string}}}, {properties: {alternative: {type: number}}}]
				""");
		assertThat(schema.propertyTypes("text")).contains(Set.of(ScalarAttributeType.S));
		assertThat(schema.propertyTypes("number")).contains(Set.of(ScalarAttributeType.N));
		assertThat(schema.propertyTypes("bytes")).contains(Set.of(ScalarAttributeType.S, ScalarAttributeType.B));
		assertThat(schema.propertyTypes("object")).contains(Set.of());
		assertThat(schema.propertyTypes("any")).isEmpty();
		assertThat(schema.propertyTypes("either")).contains(Set.of(ScalarAttributeType.S, ScalarAttributeType.N));
		assertThat(schema.propertyTypes("alternative")).contains(Set.of(ScalarAttributeType.S, ScalarAttributeType.N));
		assertThat(schema.propertyTypes("absent")).isEmpty();
		assertThat(schema.properties()).containsExactlyInAnyOrder("text", "number", "bytes", "object", "any", "either",
				"alternative");
		assertThat(schema.describes("text")).isTrue();
		assertThat(schema.describes("absent")).isFalse();
		assertThat(schema.open()).isFalse();
	}

}
