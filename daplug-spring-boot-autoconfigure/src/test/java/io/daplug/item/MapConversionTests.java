package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Tests for {@link ItemConverter} with maps and single values. */
class MapConversionTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder().build());

	@ParameterizedTest
	@MethodSource
	void writesText(Object value, String text) {
		assertThat(this.converter.toAttribute(value)).isEqualTo(AttributeValue.fromS(text));
	}

	static Stream<Arguments> writesText() {
		UUID uuid = UUID.fromString("9bb4b1a5-7e5b-4a5c-8f0e-0d1c2b3a4f5e");
		return Stream.of(Arguments.of("abc", "abc"), Arguments.of("", ""),
				Arguments.of(new StringBuilder("abc"), "abc"), Arguments.of('x', "x"),
				Arguments.of("abc".toCharArray(), "abc"), Arguments.of(uuid, uuid.toString()),
				Arguments.of(URI.create("https://daplug.io/a"), "https://daplug.io/a"),
				Arguments.of(Path.of("a"), Path.of("a").toUri().toString()), Arguments.of(Status.OPEN, "OPEN"),
				Arguments.of(Status.PAID, "paid"), Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
				Arguments.of(LocalDateTime.of(2026, 1, 2, 3, 4), "2026-01-02T03:04:00"),
				Arguments.of(LocalTime.of(3, 4), "03:04:00"), Arguments.of(Duration.ofMinutes(5), "PT5M"));
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("writes points in time in UTC at one width (P6)")
	void writesTimestamps(Object value, String text) {
		assertThat(this.converter.toAttribute(value)).isEqualTo(AttributeValue.fromS(text));
	}

	static Stream<Arguments> writesTimestamps() {
		return Stream
			.of(Arguments.of(Instant.parse("2026-01-02T03:04:29Z"), "2026-01-02T03:04:29.000000000Z"),
					Arguments.of(Instant.parse("2026-01-02T03:04:28.991Z"), "2026-01-02T03:04:28.991000000Z"),
					Arguments.of(OffsetDateTime.parse("2026-01-02T03:04:29+02:00"), "2026-01-02T01:04:29.000000000Z"),
					Arguments.of(ZonedDateTime.parse("2026-01-02T03:04:29+01:00[Europe/Berlin]"),
							"2026-01-02T02:04:29.000000000Z"),
					Arguments.of(new Date(1), "1970-01-01T00:00:00.001000000Z"));
	}

	/** P6. */
	@Test
	void ordersTimestampTextAsTime() {
		List<Instant> times = List.of(Instant.parse("2026-01-02T03:04:28.991Z"), Instant.parse("2026-01-02T03:04:29Z"),
				Instant.parse("2026-01-02T03:04:29.000000001Z"), Instant.parse("2026-01-02T03:04:29.017Z"));
		assertThat(times.stream().map((time) -> this.converter.toAttribute(time).s())).isSorted();
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("writes numbers exactly (P5)")
	void writesNumbers(Number value, String text) {
		assertThat(this.converter.toAttribute(value)).isEqualTo(AttributeValue.fromN(text));
	}

	static Stream<Arguments> writesNumbers() {
		return Stream.of(Arguments.of(7, "7"), Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
				Arguments.of((short) 3, "3"), Arguments.of((byte) -3, "-3"),
				Arguments.of(9007199254740993L, "9007199254740993"), Arguments.of(13.2, "13.2"),
				Arguments.of(0.1f, "0.1"), Arguments.of(5.0, "5"), Arguments.of(-0.0, "0"),
				Arguments.of(1e22, "1" + "0".repeat(22)), Arguments.of(1e-7, "1E-7"),
				Arguments.of(new BigDecimal("1.50"), "1.5"), Arguments.of(new BigDecimal("0E-200"), "0"),
				Arguments.of(new BigDecimal("1E+125"), "1E+125"), Arguments.of(new BigDecimal("1E-130"), "1E-130"),
				Arguments.of(new BigDecimal("1E+3"), "1000"),
				Arguments.of(new BigInteger("9".repeat(38)), "9".repeat(38)),
				Arguments.of(new BigInteger("1" + "0".repeat(60)), "1E+60"),
				Arguments.of(new BigDecimal("-9.9999999999999999999999999999999999999E+125"),
						"-9.9999999999999999999999999999999999999E+125"),
				Arguments.of(new AtomicLong(4), "4"), Arguments.of(new Fraction(), "0.25"));
	}

	@Test
	void writesBooleansAndNull() {
		assertThat(this.converter.toAttribute(true)).isEqualTo(AttributeValue.fromBool(true));
		assertThat(this.converter.toAttribute(false)).isEqualTo(AttributeValue.fromBool(false));
		assertThat(this.converter.toAttribute(null)).isEqualTo(AttributeValue.fromNul(true));
		assertThat(this.converter.toAttribute(Optional.empty())).isEqualTo(AttributeValue.fromNul(true));
		assertThat(this.converter.toAttribute(Optional.of(1))).isEqualTo(AttributeValue.fromN("1"));
	}

	@Test
	void writesBinary() {
		AttributeValue expected = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 2 }));
		ByteBuffer buffer = ByteBuffer.wrap(new byte[] { 0, 1, 2 }).position(1);
		assertThat(this.converter.toAttribute(new byte[] { 1, 2 })).isEqualTo(expected);
		assertThat(this.converter.toAttribute(buffer)).isEqualTo(expected);
		assertThat(buffer.position()).isOne();
		assertThat(this.converter.toAttribute(SdkBytes.fromByteArray(new byte[] { 1, 2 }))).isEqualTo(expected);
	}

	@Test
	void writesListsOfAllKinds() {
		AttributeValue expected = AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromN("2")));
		Iterable<Integer> iterable = () -> List.of(1, 2).iterator();
		for (Object list : new Object[] { List.of(1, 2), new ArrayList<>(List.of(1, 2)).subList(0, 2),
				new int[] { 1, 2 }, new Integer[] { 1, 2 }, new double[] { 1, 2 }, iterable,
				Map.of(1, 1, 2, 2).keySet().stream().sorted().toList() }) {
			assertThat(this.converter.toAttribute(list)).isEqualTo(expected);
		}
		assertThat(this.converter.toAttribute(Arrays.asList(null, "a")).l())
			.containsExactly(AttributeValue.fromNul(true), AttributeValue.fromS("a"));
		assertThat(this.converter.toAttribute(List.of()).hasL()).isTrue();
	}

	@Test
	void writesSets() {
		assertThat(this.converter.toAttribute(new LinkedHashSet<>(List.of("a", Status.PAID))))
			.isEqualTo(AttributeValue.fromSs(List.of("a", "paid")));
		assertThat(this.converter.toAttribute(new LinkedHashSet<>(List.of(1, 2.5))))
			.isEqualTo(AttributeValue.fromNs(List.of("1", "2.5")));
		assertThat(this.converter.toAttribute(Set.of(new byte[] { 1 })))
			.isEqualTo(AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] { 1 }))));
	}

	@Test
	void writesSetsThatDynamoDbLacksAsLists() {
		assertThat(this.converter.toAttribute(new LinkedHashSet<>(List.of("a", 1))))
			.isEqualTo(AttributeValue.fromL(List.of(AttributeValue.fromS("a"), AttributeValue.fromN("1"))));
		assertThat(this.converter.toAttribute(Set.of(true)))
			.isEqualTo(AttributeValue.fromL(List.of(AttributeValue.fromBool(true))));
		assertThat(this.converter.toAttribute(Set.of(Map.of())))
			.isEqualTo(AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of()))));
	}

	@Test
	void unitesSetElementsThatDynamoDbHoldsEqual() {
		assertThat(this.converter.toAttribute(Set.of(new BigDecimal("1.5"), new BigDecimal("1.50"))))
			.isEqualTo(AttributeValue.fromNs(List.of("1.5")));
	}

	@Test
	void writesNestedMapsInOrder() {
		Map<String, Object> inner = new LinkedHashMap<>();
		inner.put("z", 1);
		inner.put("a", null);
		Map<String, AttributeValue> attributes = this.converter.toAttributes(Map.of("inner", inner, "empty", Map.of()));
		AttributeValue written = attributes.get("inner");
		assertThat(written).isNotNull();
		assertThat(written.m()).containsExactly(Map.entry("z", AttributeValue.fromN("1")),
				Map.entry("a", AttributeValue.fromNul(true)));
		assertThat(attributes.get("empty")).isEqualTo(AttributeValue.fromM(Map.of()));
	}

	@Test
	@DisplayName("takes any attribute name (P1)")
	void takesAnyName() {
		Map<String, Object> item = Map.of("a.b", 1, "x-y", 2, "#z", 3, "two words", 4, "size", 5, ":v", 6, "ä/~", 7);
		assertThat(this.converter.toAttributes(item).keySet()).isEqualTo(item.keySet());
		assertThat(this.converter.toMap(this.converter.toAttributes(item)).keySet()).isEqualTo(item.keySet());
	}

	@Test
	void passesAttributesThrough() {
		AttributeValue attribute = AttributeValue.fromM(Map.of("a", AttributeValue.fromSs(List.of("x"))));
		assertThat(this.converter.toAttributes(Map.of("v", attribute)).get("v")).isSameAs(attribute);
	}

	@Test
	void writesRecordsInsideMapsThroughJackson() {
		Map<String, Object> item = Map.of("line", new Line("a", null), "lines", List.of(new Line("b", 1)));
		assertThat(this.converter.toAttributes(item)).isEqualTo(Map.of("line",
				AttributeValue.fromM(Map.of("sku", AttributeValue.fromS("a"), "count", AttributeValue.fromNul(true))),
				"lines", AttributeValue.fromL(List.of(AttributeValue
					.fromM(Map.of("sku", AttributeValue.fromS("b"), "count", AttributeValue.fromN("1")))))));
	}

	@Test
	void dropsNullsOfRecordsOnly() {
		Map<String, Object> item = new LinkedHashMap<>();
		item.put("line", new Line("a", null));
		item.put("nothing", null);
		assertThat(this.converter.toAttributes(item, true))
			.isEqualTo(Map.of("line", AttributeValue.fromM(Map.of("sku", AttributeValue.fromS("a"))), "nothing",
					AttributeValue.fromNul(true)));
	}

	/** P8. */
	@Test
	void givesMapsOfTheirOwn() {
		byte[] bytes = { 1 };
		List<Object> list = new ArrayList<>(List.of(1));
		Map<String, Object> item = new LinkedHashMap<>(Map.of("bytes", bytes, "list", list));
		Map<String, AttributeValue> attributes = this.converter.toAttributes(item);
		bytes[0] = 9;
		list.add(2);
		assertThat(attributes).isEqualTo(Map.of("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1 })),
				"list", AttributeValue.fromL(List.of(AttributeValue.fromN("1")))));
		attributes.put("more", AttributeValue.fromN("1"));
		assertThat(item).containsOnlyKeys("bytes", "list");
		assertThat(item.get("list")).isEqualTo(List.of(1, 2));
	}

	@Test
	void readsMaps() {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		attributes.put("s", AttributeValue.fromS("a"));
		attributes.put("n", AttributeValue.fromN("1.5"));
		attributes.put("bool", AttributeValue.fromBool(true));
		attributes.put("nul", AttributeValue.fromNul(true));
		attributes.put("b", AttributeValue.fromB(SdkBytes.fromUtf8String("x")));
		attributes.put("ss", AttributeValue.fromSs(List.of("b", "a")));
		attributes.put("ns", AttributeValue.fromNs(List.of("2", "1")));
		attributes.put("bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
		attributes.put("m", AttributeValue.fromM(Map.of("x", AttributeValue.fromN("1"))));
		attributes.put("l", AttributeValue.fromL(List.of(AttributeValue.fromNul(true), AttributeValue.fromN("1"))));
		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("s", "a");
		expected.put("n", new BigDecimal("1.5"));
		expected.put("bool", true);
		expected.put("nul", null);
		expected.put("b", SdkBytes.fromUtf8String("x"));
		expected.put("ss", Set.of("a", "b"));
		expected.put("ns", Set.of(new BigDecimal(1), new BigDecimal(2)));
		expected.put("bs", Set.of(SdkBytes.fromUtf8String("x")));
		expected.put("m", Map.of("x", new BigDecimal(1)));
		expected.put("l", Arrays.asList(null, new BigDecimal(1)));
		Map<?, ?> map = this.converter.fromAttributes(attributes, Map.class);
		assertThat(map).isEqualTo(expected).isExactlyInstanceOf(LinkedHashMap.class);
		assertThat(map.keySet()).map(String.class::cast).containsExactlyElementsOf(attributes.keySet());
		assertThat(this.converter.toAttributes(map)).isEqualTo(attributes);
	}

	/** P5. */
	@Test
	void keepsNumbersThatNoDoubleHolds() {
		assertThat(this.converter.fromAttribute(AttributeValue.fromN("9007199254740993")))
			.isEqualTo(new BigDecimal("9007199254740993"));
		assertThat(this.converter.fromAttribute(AttributeValue.fromN("0." + "1234567890".repeat(3) + "12345678")))
			.isEqualTo(new BigDecimal("0.12345678901234567890123456789012345678"));
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesNoItem() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.converter.toAttributes(null))
			.withMessage("'item' must not be null");
	}

	@Test
	void tellsTypedItems() {
		assertThat(this.converter.isTyped(new Line("a", 1))).isTrue();
		assertThat(this.converter.isTyped(Map.of())).isFalse();
		assertThat(this.converter.isTyped(JsonMapper.shared().createObjectNode())).isFalse();
	}

	enum Status {

		OPEN, @JsonProperty("paid")
		PAID

	}

	record Line(String sku, @org.jspecify.annotations.Nullable Integer count) {
	}

	static final class Fraction extends Number {

		private static final long serialVersionUID = 1L;

		@Override
		public int intValue() {
			return 0;
		}

		@Override
		public long longValue() {
			return 0;
		}

		@Override
		public float floatValue() {
			return 0.25f;
		}

		@Override
		public double doubleValue() {
			return 0.25;
		}

		@Override
		public String toString() {
			return "0.25";
		}

	}

}
