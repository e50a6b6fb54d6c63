package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link ItemConverter} with JSON trees. */
class TreeConversionTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ItemConverter converter = new ItemConverter(this.mapper);

	@Test
	void writesAllKindsOfNodes() {
		ObjectNode tree = this.mapper.createObjectNode();
		tree.put("s", "a").put("int", 1).put("long", 9007199254740993L).put("double", 13.2).put("float", 0.1f);
		tree.put("decimal", new BigDecimal("1.50")).put("integer", new BigInteger("9".repeat(38)));
		tree.put("bool", true).putNull("nul").put("b", new byte[] { 1 });
		tree.putPOJO("pojo", Instant.EPOCH);
		tree.putObject("m").putArray("l").add(1).addNull();
		assertThat(this.converter.toAttributes(tree, true)).containsEntry("s", AttributeValue.fromS("a"))
			.containsEntry("int", AttributeValue.fromN("1"))
			.containsEntry("long", AttributeValue.fromN("9007199254740993"))
			.containsEntry("double", AttributeValue.fromN("13.2"))
			.containsEntry("float", AttributeValue.fromN("0.1"))
			.containsEntry("decimal", AttributeValue.fromN("1.5"))
			.containsEntry("integer", AttributeValue.fromN("9".repeat(38)))
			.containsEntry("bool", AttributeValue.fromBool(true))
			.containsEntry("nul", AttributeValue.fromNul(true))
			.containsEntry("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1 })))
			.containsEntry("pojo", AttributeValue.fromS("1970-01-01T00:00:00.000000000Z"))
			.containsEntry("m",
					AttributeValue.fromM(Map.of("l",
							AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromNul(true))))))
			.hasSize(12);
	}

	@Test
	void writesTreesInsideMaps() {
		JsonNode tree = this.mapper.createArrayNode().add("a");
		assertThat(this.converter.toAttributes(Map.of("tree", tree)))
			.isEqualTo(Map.of("tree", AttributeValue.fromL(List.of(AttributeValue.fromS("a")))));
	}

	@Test
	void readsTrees() {
		Map<String, AttributeValue> attributes = Map.of("int", AttributeValue.fromN("1"), "long",
				AttributeValue.fromN("9007199254740993"), "integer", AttributeValue.fromN("1".repeat(38)), "decimal",
				AttributeValue.fromN("0.1234567890123456789"), "b",
				AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 2 })), "ss",
				AttributeValue.fromSs(List.of("a")), "bs",
				AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] { 3 }))), "nul",
				AttributeValue.fromNul(true), "m", AttributeValue.fromM(Map.of("x", AttributeValue.fromBool(false))));
		ObjectNode tree = this.converter.fromAttributes(attributes, ObjectNode.class);
		assertThat(tree.get("int").isInt()).isTrue();
		assertThat(tree.get("long").longValue()).isEqualTo(9007199254740993L);
		assertThat(tree.get("integer").bigIntegerValue()).isEqualTo("1".repeat(38));
		assertThat(tree.get("decimal").decimalValue()).isEqualTo("0.1234567890123456789");
		assertThat(tree.get("b").isBinary()).isTrue();
		assertThat(tree.get("b").binaryValue()).containsExactly(1, 2);
		assertThat(tree.get("ss").get(0).stringValue()).isEqualTo("a");
		assertThat(tree.get("bs").get(0).binaryValue()).containsExactly(3);
		assertThat(tree.get("nul").isNull()).isTrue();
		assertThat(tree.get("m").get("x").booleanValue()).isFalse();
		assertThat(this.converter.fromAttributes(attributes, JsonNode.class)).isEqualTo(tree);
	}

	@Test
	void bringsTreesBack() {
		String json = "{\"a\":[1,2.5,{\"b\":null}],\"c\":{\"d\":\"e\",\"f\":true},\"g\":123456789012345678901234567890}";
		JsonNode tree = this.mapper.readTree(json);
		assertThat(this.converter.fromAttributes(this.converter.toAttributes(tree), JsonNode.class).toString())
			.isEqualTo(json);
	}

}
