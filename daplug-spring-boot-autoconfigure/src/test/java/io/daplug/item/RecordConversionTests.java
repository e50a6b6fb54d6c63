package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ItemConverter} with records and classes. */
class RecordConversionTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder().build());

	private static Order order() {
		Map<String, Object> notes = new LinkedHashMap<>();
		notes.put("gift", true);
		notes.put("deep", List.of(Map.of("n", new BigDecimal("1.25"))));
		return new Order("a#1", 7, Long.MAX_VALUE, new BigDecimal("12345678901234567890.123456789"),
				new BigInteger("9".repeat(38)), 13.2, 0.1f, true, Status.PAID, Instant.parse("2026-01-02T03:04:29Z"),
				LocalDate.of(2026, 1, 2), UUID.fromString("9bb4b1a5-7e5b-4a5c-8f0e-0d1c2b3a4f5e"),
				Duration.ofMinutes(5), Optional.of("note"), Optional.empty(),
				List.of(new Line("x", 1, new Box<>(List.of(1, 2))), new Line("y", 2, new Box<>(List.of()))),
				Map.of("home", new Address("Berlin", null)), Set.of("b", "a"),
				Set.of(new BigDecimal("2.5"), new BigDecimal("1")), Set.of(Status.OPEN), notes,
				new int[][] { { 1, 2 }, { 3 } }, 'c');
	}

	@Test
	void bringsRichRecordBack() {
		Order order = order();
		Map<String, AttributeValue> attributes = this.converter.toAttributes(order);
		assertThat(this.converter.fromAttributes(attributes, Order.class)).usingRecursiveComparison().isEqualTo(order);
		assertThat(this.converter.toAttributes(this.converter.fromAttributes(attributes, Map.class)))
			.isEqualTo(attributes);
	}

	@Test
	void writesEachPropertyInItsType() {
		Map<String, AttributeValue> attributes = this.converter.toAttributes(order());
		assertThat(attributes).containsEntry("id", AttributeValue.fromS("a#1"))
			.containsEntry("number", AttributeValue.fromN("7"))
			.containsEntry("version", AttributeValue.fromN("9223372036854775807"))
			.containsEntry("total", AttributeValue.fromN("12345678901234567890.123456789"))
			.containsEntry("huge", AttributeValue.fromN("9".repeat(38)))
			.containsEntry("rate", AttributeValue.fromN("13.2"))
			.containsEntry("small", AttributeValue.fromN("0.1"))
			.containsEntry("open", AttributeValue.fromBool(true))
			.containsEntry("status", AttributeValue.fromS("paid"))
			.containsEntry("day", AttributeValue.fromS("2026-01-02"))
			.containsEntry("uuid", AttributeValue.fromS("9bb4b1a5-7e5b-4a5c-8f0e-0d1c2b3a4f5e"))
			.containsEntry("note", AttributeValue.fromS("note"))
			.containsEntry("nothing", AttributeValue.fromNul(true))
			.containsEntry("states", AttributeValue.fromSs(List.of("OPEN")))
			.hasEntrySatisfying("tags", (tags) -> assertThat(tags.ss()).containsExactlyInAnyOrder("a", "b"))
			.hasEntrySatisfying("prices", (prices) -> assertThat(prices.ns()).containsExactlyInAnyOrder("1", "2.5"));
		assertThat(attributes.keySet()).startsWith("id", "number", "version");
	}

	@Test
	@DisplayName("writes points in time at one width, as in maps (P6)")
	void writesTimestampsAsMapsDo() {
		Instant instant = Instant.parse("2026-01-02T03:04:29Z");
		Times times = new Times(instant, instant.atOffset(ZoneOffset.ofHours(2)), instant.atZone(ZoneOffset.UTC),
				Date.from(instant), instant);
		AttributeValue text = AttributeValue.fromS("2026-01-02T03:04:29.000000000Z");
		Map<String, AttributeValue> attributes = this.converter.toAttributes(times);
		assertThat(attributes).containsEntry("instant", text)
			.containsEntry("offset", text)
			.containsEntry("zoned", text)
			.containsEntry("date", text)
			.containsEntry("formatted", AttributeValue.fromS("2026"));
		assertThat(this.converter.toAttribute(instant)).isEqualTo(text);
		assertThat(this.converter.toMap(attributes)).containsEntry("instant", text.s());
	}

	@Test
	void readsTimestampsBack() {
		Instant instant = Instant.parse("2026-01-02T03:04:29.123456789Z");
		Moment moment = new Moment(instant, Date.from(Instant.parse("2026-01-02T03:04:29.123Z")));
		assertThat(this.converter.fromAttributes(this.converter.toAttributes(moment), Moment.class)).isEqualTo(moment);
	}

	@Test
	void leavesTimestampsToTheApplicationWhereItHasSerializers() {
		SimpleModule module = new SimpleModule().addSerializer(Instant.class, new ValueSerializer<Instant>() {
			@Override
			public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
				generator.writeNumber(value.getEpochSecond());
			}
		});
		ItemConverter own = new ItemConverter(JsonMapper.builder().addModule(module).build());
		assertThat(own.toAttributes(new Moment(Instant.ofEpochSecond(9), new Date(0)))).containsEntry("instant",
				AttributeValue.fromN("9"));
	}

	@Test
	void honoursMapperAndAnnotations() {
		ItemConverter snake = new ItemConverter(JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build());
		Annotated annotated = new Annotated("a", "hidden", new Address("Berlin", "10115"), null);
		assertThat(snake.toAttributes(annotated)).isEqualTo(Map.of("a.b c#", AttributeValue.fromS("a"), "city_name",
				AttributeValue.fromS("Berlin"), "zip", AttributeValue.fromS("10115")));
	}

	@Test
	void writesSubtypesWithTheirNames() {
		Zoo zoo = new Zoo(List.of(new Cat("Tom"), new Dog(3)));
		Map<String, AttributeValue> attributes = this.converter.toAttributes(zoo);
		assertThat(attributes.get("animals")).isEqualTo(AttributeValue.fromL(List.of(
				AttributeValue.fromM(Map.of("kind", AttributeValue.fromS("cat"), "name", AttributeValue.fromS("Tom"))),
				AttributeValue.fromM(Map.of("kind", AttributeValue.fromS("dog"), "age", AttributeValue.fromN("3"))))));
		assertThat(this.converter.fromAttributes(attributes, Zoo.class)).isEqualTo(zoo);
	}

	@Test
	void keepsBinary() {
		Binary binary = new Binary(new byte[] { 1, 2, -3 }, ByteBuffer.wrap(new byte[] { 4 }),
				SdkBytes.fromUtf8String("x"), Set.of(new byte[] { 5 }));
		Map<String, AttributeValue> attributes = this.converter.toAttributes(binary);
		assertThat(attributes)
			.isEqualTo(Map.of("array", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 2, -3 })), "buffer",
					AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 4 })), "sdk",
					AttributeValue.fromB(SdkBytes.fromUtf8String("x")), "set",
					AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[] { 5 })))));
		binary.array()[0] = 9;
		Binary back = this.converter.fromAttributes(attributes, Binary.class);
		assertThat(back.array()).containsExactly(1, 2, -3);
		assertThat(back.buffer()).isEqualTo(binary.buffer());
		assertThat(back.sdk()).isEqualTo(binary.sdk());
		assertThat(back.set()).singleElement().isEqualTo(new byte[] { 5 });
	}

	@Test
	void readsBinaryFromBase64Text() {
		Blob blob = this.converter.fromAttributes(Map.of("array", AttributeValue.fromS("AQI=")), Blob.class);
		assertThat(blob.array()).containsExactly(1, 2);
	}

	@Test
	@DisplayName("leaves out an empty set property (P4)")
	void leavesOutEmptySet() {
		assertThat(this.converter.toAttributes(new Tags(Set.of(), List.of())))
			.isEqualTo(Map.of("list", AttributeValue.fromL(List.of())));
		assertThat(this.converter.toAttributes(new Tags(EnumSet.noneOf(Status.class), List.of(Set.of()))))
			.isEqualTo(Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromL(List.of())))));
	}

	@Test
	void writesSetsOfOtherThingsAsLists() {
		assertThat(this.converter.toAttributes(new Tags(Set.of(Map.of("a", 1)), List.of())).get("set"))
			.isEqualTo(AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1"))))));
		assertThat(this.converter.toAttributes(new Tags(Collections.singleton(null), List.of())).get("set"))
			.isEqualTo(AttributeValue.fromL(List.of(AttributeValue.fromNul(true))));
	}

	@Test
	@DisplayName("drops nulls of objects at every depth when told to (P2)")
	void dropsNulls() {
		Nulls nulls = new Nulls(null, new Address("Berlin", null), Arrays.asList(null, new Address("Rome", null)),
				Collections.singletonMap("explicit", null), Optional.empty());
		assertThat(this.converter.toAttributes(nulls, true)).isEqualTo(
				Map.of("address", AttributeValue.fromM(Map.of("cityName", AttributeValue.fromS("Berlin"))), "list",
						AttributeValue.fromL(List.of(AttributeValue.fromNul(true),
								AttributeValue.fromM(Map.of("cityName", AttributeValue.fromS("Rome"))))),
						"map", AttributeValue.fromM(Map.of("explicit", AttributeValue.fromNul(true)))));
		assertThat(this.converter.toAttributes(nulls)).containsEntry("nothing", AttributeValue.fromNul(true))
			.containsEntry("optional", AttributeValue.fromNul(true));
	}

	@Test
	void keepsTheNullsOfAnyGetters() {
		Open open = new Open(null, Collections.singletonMap("explicit", null), null);
		assertThat(this.converter.toAttributes(open, true)).isEqualTo(Map.of("explicit", AttributeValue.fromNul(true)));
		assertThat(this.converter.toAttributes(Map.of("open", open), true).get("open"))
			.isEqualTo(AttributeValue.fromM(Map.of("explicit", AttributeValue.fromNul(true))));
		assertThat(this.converter.toAttributes(open)).isEqualTo(Map.of("first", AttributeValue.fromNul(true),
				"explicit", AttributeValue.fromNul(true), "last", AttributeValue.fromNul(true)));
	}

	@Test
	@DisplayName("reads numbers exactly into every type (P5)")
	void readsNumbersExactly() {
		String digits = "9007199254740993";
		Map<String, AttributeValue> attributes = Map.of("decimal", AttributeValue.fromN("0.1234567890123456789"),
				"integer", AttributeValue.fromN("123456789012345678901234567890"), "number",
				AttributeValue.fromN(digits), "untyped", AttributeValue.fromN("1.000000000000000000001"), "real",
				AttributeValue.fromN("1E-7"), "tree", AttributeValue
					.fromL(List.of(AttributeValue.fromN("0.1234567890123456789"), AttributeValue.fromN(digits))));
		Numbers numbers = this.converter.fromAttributes(attributes, Numbers.class);
		assertThat(numbers.decimal()).isEqualTo("0.1234567890123456789");
		assertThat(numbers.integer()).isEqualTo("123456789012345678901234567890");
		assertThat(numbers.number()).isEqualTo(9007199254740993L);
		assertThat(numbers.untyped()).isEqualTo(new BigDecimal("1.000000000000000000001"));
		assertThat(numbers.real()).isEqualTo(1e-7);
		assertThat(numbers.tree().get(0).decimalValue()).isEqualTo("0.1234567890123456789");
		assertThat(numbers.tree().get(1).longValue()).isEqualTo(9007199254740993L);
	}

	@Test
	void readsWholeNumbersHoweverTheyAreWritten() {
		for (String text : List.of("5", "5.0", "5.00", "0.5E1", "+5")) {
			assertThat(this.converter.fromAttributes(Map.of("n", AttributeValue.fromN(text)), Count.class).n())
				.isEqualTo(5);
		}
	}

	@Test
	void readsIntoUnknownPropertiesAndSkipsThem() {
		ItemConverter lenient = new ItemConverter(JsonMapper.builder()
			.disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.build());
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		attributes.put("map", AttributeValue.fromM(Map.of("n", AttributeValue.fromN("9"))));
		attributes.put("list", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of()))));
		attributes.put("set", AttributeValue.fromNs(List.of("1")));
		attributes.put("n", AttributeValue.fromN("5"));
		assertThat(lenient.fromAttributes(attributes, Count.class)).isEqualTo(new Count(5));
	}

	@Test
	void namesTypeAndPathOfWhatDoesNotFit() {
		Map<String, AttributeValue> attributes = Map.of("animals", AttributeValue.fromL(List.of(AttributeValue
			.fromM(Map.of("kind", AttributeValue.fromS("dog"), "age", AttributeValue.fromS("secret"))))));
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttributes(attributes, Zoo.class))
			.withMessageContaining(Zoo.class.getName())
			.withMessageContaining("'/animals/0/age'")
			.withMessageNotContaining("secret")
			.withCauseInstanceOf(tools.jackson.core.JacksonException.class)
			.satisfies((ex) -> assertThat(ex.pointer()).isEqualTo("/animals/0/age"))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo(Zoo.class));
	}

	@Test
	void refusesNumbersThatTheTypeCannotHold() {
		for (String text : List.of("1.5", "2147483648", "1E+30", "1E+999999999", "abc")) {
			assertThatExceptionOfType(ItemConversionException.class)
				.isThrownBy(() -> this.converter.fromAttributes(Map.of("n", AttributeValue.fromN(text)), Count.class))
				.withMessageContaining("'/n'");
		}
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttribute(AttributeValue.fromN("abc")));
	}

	@Test
	void refusesTypesWithoutConstructor() {
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttributes(Map.of(), Runnable.class))
			.withMessageContaining("java.lang.Runnable");
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttributes(Map.of(), String.class));
	}

	@Test
	@DisplayName("converts one item in many threads alike (P8)")
	void convertsConcurrently() throws Exception {
		Order order = order();
		Map<String, AttributeValue> expected = this.converter.toAttributes(order);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			Callable<Map<String, AttributeValue>> conversion = () -> {
				Order back = this.converter.fromAttributes(this.converter.toAttributes(order), Order.class);
				return this.converter.toAttributes(back);
			};
			for (Future<Map<String, AttributeValue>> result : threads.invokeAll(Collections.nCopies(400, conversion))) {
				assertThat(ItemEquality.same(result.get(), expected)).isTrue();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void growsWithLargeItems() {
		Map<String, List<Integer>> lists = new LinkedHashMap<>();
		for (int i = 0; i < 300; i++) {
			lists.put("list" + i, Collections.nCopies(i, i));
		}
		Box<Map<String, List<Integer>>> box = new Box<>(lists);
		assertThat(this.converter.toAttributes(box)).isEqualTo(this.converter.toAttributes(Map.of("content", lists)));
	}

	enum Status {

		OPEN, @JsonProperty("paid")
		PAID

	}

	record Order(String id, int number, long version, BigDecimal total, BigInteger huge, double rate, float small,
			boolean open, Status status, Instant placed, LocalDate day, UUID uuid, Duration delay,
			Optional<String> note, Optional<String> nothing, List<Line> lines, Map<String, Address> addresses,
			Set<String> tags, Set<BigDecimal> prices, Set<Status> states, Map<String, Object> notes, int[][] grid,
			char letter) {
	}

	record Line(String sku, int count, Box<List<Integer>> box) {
	}

	record Box<T>(T content) {
	}

	record Address(String cityName, @Nullable String zip) {
	}

	record Times(Instant instant, OffsetDateTime offset, ZonedDateTime zoned, Date date,
			@JsonFormat(pattern = "yyyy", timezone = "UTC") Instant formatted) {
	}

	record Moment(Instant instant, Date date) {
	}

	record Annotated(@JsonProperty("a.b c#") String name, @JsonIgnore String hidden, @JsonUnwrapped Address address,
			@Nullable String nothing) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Cat.class, name = "cat"),
			@JsonSubTypes.Type(value = Dog.class, name = "dog") })
	interface Animal {

	}

	record Cat(String name) implements Animal {
	}

	record Dog(int age) implements Animal {
	}

	record Zoo(List<Animal> animals) {
	}

	record Binary(byte[] array, ByteBuffer buffer, SdkBytes sdk, Set<byte[]> set) {
	}

	record Blob(byte[] array) {
	}

	record Tags(Set<?> set, List<?> list) {
	}

	record Nulls(@Nullable String nothing, Address address, List<@Nullable Address> list, Map<String, Object> map,
			Optional<String> optional) {
	}

	record Numbers(BigDecimal decimal, BigInteger integer, long number, Object untyped, double real, JsonNode tree) {
	}

	record Count(int n) {
	}

	record Open(@Nullable String first, @JsonAnyGetter Map<String, @Nullable Object> more, @Nullable String last) {
	}

}
