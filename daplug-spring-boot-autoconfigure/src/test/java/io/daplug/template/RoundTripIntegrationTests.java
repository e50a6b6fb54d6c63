package io.daplug.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what is written comes back, in every form in which items come and go.
 */
class RoundTripIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	enum Status {

		NEW, @JsonProperty("was-paid")
		PAID

	}

	record Line(String product, BigDecimal price) {

	}

	record Order(String id, Status status, List<Line> lines, Map<String, Line> byProduct, Set<String> tags,
			Set<Integer> sizes, byte[] image, Instant placed, long count, double rate, boolean paid,
			@JsonProperty("odd name") @Nullable String odd) {

	}

	static class Mutable {

		public String id = "";

		public @Nullable Mutable inner;

		public List<List<Integer>> grid = List.of();

	}

	@Test
	void bringsMapsBack() {
		StoredTable table = StoredTable.plain();
		Map<String, @Nullable Object> item = new HashMap<>();
		item.put("id", "a");
		item.put("null", null);
		item.put("empty", "");
		item.put("yes", true);
		item.put("texts", Set.of("x", "y"));
		item.put("numbers", Set.of(new BigDecimal("1.5"), new BigDecimal("2")));
		item.put("binaries", Set.of(SdkBytes.fromUtf8String("x")));
		item.put("binary", SdkBytes.fromByteArray(new byte[] { 0, 1, -1 }));
		item.put("list", List.of("x", new BigDecimal("7"), List.of(true), Map.of("k", "v")));
		item.put("emptyList", List.of());
		item.put("emptyMap", Map.of());
		item.put("map", Map.of("deep", Map.of("deeper", List.of(Map.of("deepest", "\uD83D\uDE80")))));
		assertThat(table.template().insert(item)).isEqualTo(item);
		assertThat(table.template().get(KEY)).contains(item);
		assertThat(table.stored("a")).containsEntry("texts", AttributeValue.builder().ss("x", "y").build())
			.hasEntrySatisfying("binary", (value) -> assertThat(value.b()).isNotNull());
	}

	@Test
	void takesBinaryInEveryForm() {
		StoredTable table = StoredTable.plain();
		byte[] bytes = { 1, 2, 3 };
		table.template().insert(Map.of("id", "a", "array", bytes, "buffer", ByteBuffer.wrap(bytes)));
		SdkBytes expected = SdkBytes.fromByteArray(bytes);
		assertThat(table.template().get(KEY)).contains(Map.of("id", "a", "array", expected, "buffer", expected));
	}

	@Test
	void bringsRecordsBack() {
		StoredTable table = StoredTable.plain();
		Order order = new Order("a", Status.PAID, List.of(new Line("x", new BigDecimal("1.10"))),
				Map.of("x", new Line("x", new BigDecimal("2"))), Set.of("t1", "t2"), Set.of(1, 2),
				new byte[] { 1, 0, -1 }, Instant.parse("2026-05-01T10:00:00.123456789Z"), Long.MAX_VALUE, 0.1, true,
				null);
		table.template().insert(order);
		Order read = table.template().get(KEY, Order.class).orElseThrow();
		assertThat(read).usingRecursiveComparison()
			.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
			.isEqualTo(order);
		assertThat(table.stored("a")).doesNotContainKey("odd name")
			.containsEntry("status", text("was-paid"))
			.containsEntry("count", AttributeValue.fromN("9223372036854775807"))
			.containsEntry("rate", AttributeValue.fromN("0.1"))
			.containsEntry("image", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 0, -1 })))
			.containsEntry("placed", text("2026-05-01T10:00:00.123456789Z"));
		assertThat(table.template().get(KEY).orElseThrow()).containsEntry("tags", Set.of("t1", "t2"));
	}

	@Test
	void bringsObjectsOfClassesBack() {
		StoredTable table = StoredTable.plain();
		Mutable outer = new Mutable();
		outer.id = "a";
		outer.grid = List.of(List.of(1, 2), List.of());
		outer.inner = new Mutable();
		outer.inner.id = "b";
		table.template().as(Mutable.class).overwrite(outer);
		assertThat(table.template().as(Mutable.class).get(KEY).orElseThrow()).usingRecursiveComparison()
			.isEqualTo(outer);
	}

	@Test
	void bringsTreesBack() {
		StoredTable table = StoredTable.plain();
		ObjectNode tree = JsonMapper.shared().createObjectNode().put("id", "a").put("yes", false).putNull("nothing");
		tree.put("number", new BigDecimal("12345678901234567890.5")).put("binary", new byte[] { 1, 2 });
		tree.putArray("list").add(1).add("x").addObject().put("k", "v");
		JsonNode inserted = table.template().insert(tree);
		assertThat(inserted).isEqualTo(table.template().get(KEY, JsonNode.class).orElseThrow());
		assertThat(inserted.path("number").decimalValue()).isEqualByComparingTo("12345678901234567890.5");
		assertThat(inserted.path("list").path(2).path("k").stringValue()).isEqualTo("v");
		assertThat(inserted.path("nothing").isNull()).isTrue();
		assertThat(inserted.path("yes").booleanValue()).isFalse();
		assertThat(inserted.path("binary").binaryValue()).containsExactly(1, 2);
	}

	@ParameterizedTest
	@DisplayName("(P5) numbers are exact, up to 38 digits, and equal by value")
	@ValueSource(strings = { "0", "-1.50", "13.2", "12345678901234567890123456789012345678",
			"0.00000000000000000000000000000000000001", "-9.9999999999999999999999999999999999999E+125", "1E-130",
			"100000000000000000000" })
	void keepsNumbersExact(String number) {
		StoredTable table = StoredTable.plain();
		BigDecimal value = new BigDecimal(number);
		table.template().insert(Map.of("id", "a", "n", value));
		assertThat((BigDecimal) table.template().get(KEY).orElseThrow().get("n")).isEqualByComparingTo(value);
		assertThat(table.template().get(KEY, JsonNode.class).orElseThrow().path("n").decimalValue())
			.isEqualByComparingTo(value);
	}

	@Test
	@DisplayName("(P5) a double is the decimal number it is written as")
	void takesNumbersOfEveryType() {
		StoredTable table = StoredTable.plain();
		table.template()
			.insert(Map.of("id", "a", "double", 13.2, "float", 0.1f, "long", 1L << 62, "big",
					new BigInteger("123456789012345678901234567890"), "short", (short) 3));
		assertThat(table.template().get(KEY)).contains(Map.of("id", "a", "double", new BigDecimal("13.2"), "float",
				new BigDecimal("0.1"), "long", new BigDecimal("4611686018427387904"), "big",
				new BigDecimal("123456789012345678901234567890"), "short", new BigDecimal("3")));
	}

	@Test
	void takesNumbersAndBinaryAsKeys() {
		StoredTable numbers = StoredTable.of((definition) -> definition.hashKey("id", ScalarAttributeType.N)
			.rangeKey("part", ScalarAttributeType.B));
		SdkBytes part = SdkBytes.fromByteArray(new byte[] { 1, 2 });
		numbers.template().insert(Map.of("id", 7, "part", part, "total", 1));
		assertThat(numbers.template().get(ItemKey.of(7.0, new byte[] { 1, 2 }))).isPresent();
		numbers.template().update(ItemKey.of(7, part), Map.of("total", 2));
		assertThat(numbers.template().delete(ItemKey.of(new BigDecimal("7.00"), part))).isPresent();
	}

}
