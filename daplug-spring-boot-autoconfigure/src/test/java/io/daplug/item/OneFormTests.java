package io.daplug.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.ser.std.ToStringSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a value is written in one form wherever it stands, whatever the application
 * tells Jackson: as property of a record, in maps and lists, alone, and in keys.
 */
class OneFormTests {

	@ParameterizedTest
	@MethodSource("settings")
	void writesAValueInOneForm(String name, JsonMapper mapper) {
		ItemConverter converter = new ItemConverter(mapper);
		for (Object value : values()) {
			AttributeValue expected = converter.toAttributes(new Holder<>(value)).get("value");
			String description = value.getClass().getName();
			assertThat(converter.toAttribute(value)).as(description).isEqualTo(expected);
			assertThat(converter.toAttributes(Map.of("value", value)).get("value")).as(description).isEqualTo(expected);
			assertThat(converter.toAttribute(List.of("a", value)).l().get(1)).as(description).isEqualTo(expected);
			assertThat(converter.toAttribute(Optional.of(value))).as(description).isEqualTo(expected);
			assertThat(converter.toAttribute(JsonNodeFactory.instance.pojoNode(value))).as(description)
				.isEqualTo(expected);
			assertThat(converter.toAttribute(Map.of("a", new Holder<>(value))).m().get("a")).as(description)
				.isEqualTo(AttributeValue.fromM(Map.of("value", expected)));
			if (canBeKey(value, Objects.requireNonNull(expected))) {
				assertThat(converter.toAttributes(ItemKey.of(value, value), List.of("hash", "range"))).as(description)
					.isEqualTo(Map.of("hash", expected, "range", expected));
				assertThat(converter.toAttributes(ItemKey.of(Map.of("hash", value)), List.of("id"))).as(description)
					.isEqualTo(Map.of("hash", expected));
			}
		}
	}

	/** Booleans and collections are no keys, whatever somebody makes of them. */
	private static boolean canBeKey(Object value, AttributeValue written) {
		return Set.of(Type.S, Type.N, Type.B).contains(written.type()) && !(value instanceof Boolean)
				&& !(value instanceof Collection) && !(value instanceof long[]) && !(value instanceof Object[]);
	}

	@ParameterizedTest
	@MethodSource("settings")
	void writesAValueOfADeclaredTypeInTheSameForm(String name, JsonMapper mapper) {
		ItemConverter converter = new ItemConverter(mapper);
		Declared declared = new Declared(Instant.ofEpochSecond(7), LocalDate.of(2026, 3, 1), Year.of(2026),
				new UUID(1, 2), Status.IN_TRANSIT, 7L, new BigDecimal("1.50"), Set.of(Status.IN_TRANSIT),
				Map.of(Status.IN_TRANSIT, Year.of(2026)));
		Map<String, AttributeValue> written = converter.toAttributes(declared);
		assertThat(converter.toAttributes(Map.of("at", declared.at(), "day", declared.day(), "year", declared.year(),
				"id", declared.id(), "status", declared.status(), "count", declared.count(), "price", declared.price(),
				"statuses", declared.statuses(), "years", declared.years())))
			.isEqualTo(written);
	}

	@ParameterizedTest
	@MethodSource("settings")
	void writesTheKeysOfMapsInOneForm(String name, JsonMapper mapper) {
		ItemConverter converter = new ItemConverter(mapper);
		for (Object key : List.of(Status.IN_TRANSIT, Level.HIGH, 7, 7L, new UUID(1, 2), LocalDate.of(2026, 3, 1),
				Instant.ofEpochSecond(7), new Sku("a"), Year.of(2026), true)) {
			Map<Object, Object> map = Map.of(key, 1);
			AttributeValue expected = converter.toAttributes(new Holder<>(map)).get("value");
			String description = key.getClass().getName();
			assertThat(converter.toAttribute(map)).as(description).isEqualTo(expected);
			assertThat(converter.toAttributes(Map.of("value", map)).get("value")).as(description).isEqualTo(expected);
			assertThat(converter.toAttributes(map)).as(description).isEqualTo(Objects.requireNonNull(expected).m());
		}
	}

	static Stream<Object[]> settings() {
		SimpleModule module = new SimpleModule("application").addSerializer(Money.class, new MoneySerializer())
			.addSerializer(Long.class, ToStringSerializer.instance)
			.addSerializer(LocalDate.class, new DaySerializer())
			.addSerializer(Status.class, new StatusSerializer());
		return Stream.of(setting("nothing", JsonMapper.builder()),
				setting("dates as timestamps", JsonMapper.builder().enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)),
				setting("milliseconds",
						JsonMapper.builder()
							.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
									DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
							.disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)),
				setting("truncated", JsonMapper.builder().enable(DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE)),
				setting("time zone",
						JsonMapper.builder()
							.defaultTimeZone(TimeZone.getTimeZone("Europe/Berlin"))
							.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)),
				setting("enums by index", JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_USING_INDEX)),
				setting("enums by toString", JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)),
				setting("enums in lower case", JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)),
				setting("snake case", JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)),
				setting("serializers", JsonMapper.builder().addModule(module)),
				setting("formats", JsonMapper.builder()
					.withConfigOverride(UUID.class,
							(override) -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.BINARY)))
					.withConfigOverride(BigDecimal.class,
							(override) -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
					.withConfigOverride(Boolean.class,
							(override) -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER)))
					.withConfigOverride(Instant.class,
							(override) -> override.setFormat(
									JsonFormat.Value.forPattern("yyyy").withTimeZone(TimeZone.getTimeZone("UTC"))))),
				setting("arrays",
						JsonMapper.builder()
							.enable(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED,
									SerializationFeature.WRITE_CHAR_ARRAYS_AS_JSON_ARRAYS)),
				setting("wrapped root", JsonMapper.builder().enable(SerializationFeature.WRAP_ROOT_VALUE)));
	}

	private static Object[] setting(String name, JsonMapper.Builder mapper) {
		return new Object[] { name, mapper.build() };
	}

	private static List<Object> values() {
		Instant instant = Instant.parse("2026-01-02T03:04:29.5Z");
		OffsetDateTime offset = OffsetDateTime.parse("2026-01-02T03:04:29+02:00");
		Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
		calendar.setTimeInMillis(7);
		List<Object> values = new ArrayList<>(List.of("text", new StringBuilder("text"), 'c', 7, 7L, (short) 7,
				(byte) 7, 7.25, 7.5f, new BigDecimal("1.50"), new BigInteger("9".repeat(30)), new AtomicLong(7), true,
				new UUID(1, 2), instant, offset, ZonedDateTime.parse("2026-01-02T03:04:29+01:00[Europe/Berlin]"),
				new Date(7), new Timestamp(7), calendar));
		values.addAll(List.of(LocalDate.of(2026, 3, 1), LocalDateTime.of(2026, 3, 1, 4, 5), LocalTime.of(4, 5),
				OffsetTime.parse("04:05+01:00"), Year.of(2026), YearMonth.of(2026, 3), MonthDay.of(3, 1),
				Duration.ofMinutes(5), Period.ofDays(3), ZoneId.of("Europe/Berlin"), DayOfWeek.MONDAY));
		values.addAll(List.of(Status.IN_TRANSIT, Level.HIGH, Grade.FIRST_CLASS, new Sku("a"), new Money(750),
				URI.create("https://example.org/"), Path.of("a", "b"), Locale.GERMANY, Currency.getInstance("EUR"),
				"chars".toCharArray(), new byte[] { 1, 2 }, SdkBytes.fromUtf8String("x"),
				java.nio.ByteBuffer.wrap(new byte[] { 0, 1, 2 }).position(1)));
		values.addAll(List.of(List.of(Status.IN_TRANSIT), List.of(), Collections.singletonList(7),
				Set.of(Status.IN_TRANSIT), EnumSet.of(Level.HIGH), Set.of(new Sku("a")), Set.of(true),
				Set.of(Year.of(2026)), new int[] { 1, 2 }, new long[] { 7 }, new Object[] { Status.IN_TRANSIT },
				Map.of("a", Status.IN_TRANSIT), new Line("a", instant), Optional.of(Year.of(2026))));
		return values;
	}

	/** Something with a value of any type. */
	record Holder<T>(T value) {
	}

	record Declared(Instant at, LocalDate day, Year year, UUID id, Status status, Long count, BigDecimal price,
			Set<Status> statuses, Map<Status, Year> years) {
	}

	record Line(String skuCode, Instant orderedAt) {
	}

	record Sku(@JsonValue String code) {
	}

	/** Only the application knows how this is written. */
	static final class Money {

		private final long cents;

		Money(long cents) {
			this.cents = cents;
		}

	}

	enum Status {

		@JsonProperty("in-transit")
		IN_TRANSIT

	}

	enum Level {

		HIGH;

		@Override
		public String toString() {
			return "High level";
		}

	}

	@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
	enum Grade {

		FIRST_CLASS

	}

	static final class MoneySerializer extends ValueSerializer<Money> {

		@Override
		public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.cents + " cents");
		}

	}

	static final class DaySerializer extends ValueSerializer<LocalDate> {

		@Override
		public void serialize(LocalDate value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.toEpochDay());
		}

	}

	static final class StatusSerializer extends ValueSerializer<Status> {

		@Override
		public void serialize(Status value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.ordinal() + 100);
		}

	}

}
