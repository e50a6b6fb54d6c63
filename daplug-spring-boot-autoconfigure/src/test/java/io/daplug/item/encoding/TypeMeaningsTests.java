package io.daplug.item.encoding;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypeMeanings}: what is decoded for the components of types.
 */
class TypeMeaningsTests {

	private static final AttributeValue ONE = AttributeValue.fromN("1");

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue FIRST = AttributeValue.fromS("1970-01-01T00:00:00.001000000Z");

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	@Test
	void knowsScalarsOfRecords() {
		assertThat(decoded(Scalars.class, "flag", "boxed", "time", "date", "calendar", "text", "local", "bytes"))
			.containsExactlyInAnyOrderEntriesOf(Map.of("flag", TRUE, "boxed", TRUE, "time", FIRST, "date", FIRST,
					"calendar", FIRST, "text", AttributeValue.fromS("1"), "local", ONE, "bytes", ONE));
		assertThat(decoded(this.converter, Scalars.class,
				Map.of("number", AttributeValue.fromS("1"), "id",
						AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16])))))
			.containsEntry("number", ONE)
			.containsEntry("id", AttributeValue.fromS(new UUID(0, 0).toString()));
	}

	@Test
	void knowsWhatIsInsideOfWhat() {
		AttributeValue inner = AttributeValue.fromM(Map.of("flag", ONE));
		AttributeValue decoded = AttributeValue.fromM(Map.of("flag", TRUE));
		assertThat(decoded(this.converter, Outer.class,
				Map.of("inner", inner, "optional", inner, "list", AttributeValue.fromL(List.of(inner)), "array",
						AttributeValue.fromNs(List.of("1")), "map", AttributeValue.fromM(Map.of("a", inner)), "self",
						AttributeValue.fromM(Map.of("self", AttributeValue.fromM(Map.of("inner", inner)))))))
			.containsExactlyInAnyOrderEntriesOf(Map.of("inner", decoded, "optional", decoded, "list",
					AttributeValue.fromL(List.of(decoded)), "array", AttributeValue.fromL(List.of(TRUE)), "map",
					AttributeValue.fromM(Map.of("a", decoded)), "self",
					AttributeValue.fromM(Map.of("self", AttributeValue.fromM(Map.of("inner", decoded))))));
	}

	@Test
	void knowsTheNamesThatTheMapperReads() {
		ItemConverter snake = new ItemConverter(
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
		assertThat(decoded(snake, Named.class,
				Map.of("is_paid", ONE, "sent", ONE, "was_sent", ONE, "gift", ONE, "giftWrapped", ONE)))
			.containsExactlyInAnyOrderEntriesOf(
					Map.of("is_paid", TRUE, "sent", TRUE, "was_sent", TRUE, "gift", TRUE, "giftWrapped", ONE));
	}

	@Test
	void readsClassesWithSetters() {
		assertThat(decoded(Bean.class, "flag")).containsEntry("flag", TRUE);
	}

	@Test
	void leavesToTheApplicationWhatItReadsInItsOwnWay() {
		assertThat(decoded(Own.class, "number", "own", "shape"))
			.containsExactlyInAnyOrderEntriesOf(Map.of("number", ONE, "own", ONE, "shape", ONE));
		ItemConverter seconds = new ItemConverter(JsonMapper.builder()
			.addModule(new SimpleModule().addDeserializer(Instant.class, new Seconds()))
			.build());
		assertThat(decoded(seconds, Scalars.class, Map.of("time", ONE, "flag", ONE)))
			.containsExactlyInAnyOrderEntriesOf(Map.of("time", ONE, "flag", TRUE));
	}

	@Test
	void saysNothingForTypesThatTakeAnything() {
		TypeMeanings meanings = new TypeMeanings(this.converter.mapper());
		for (ItemType<?> type : List.of(ItemType.MAP, ItemType.of(JsonNode.class), ItemType.of(Object.class),
				ItemType.of(Shape.class))) {
			Map<String, AttributeValue> item = Map.of("flag", ONE);
			assertThat(MapperEncodings.decoded(item, meanings.of(type), Set.of())).as("%s", type).isSameAs(item);
		}
	}

	private Map<String, AttributeValue> decoded(Class<?> type, String... names) {
		Map<String, AttributeValue> item = new HashMap<>();
		for (String name : names) {
			item.put(name, ONE);
		}
		return decoded(this.converter, type, item);
	}

	private static Map<String, AttributeValue> decoded(ItemConverter converter, Class<?> type,
			Map<String, AttributeValue> item) {
		return MapperEncodings.decoded(item, new TypeMeanings(converter.mapper()).of(ItemType.of(type)), Set.of());
	}

	record Scalars(boolean flag, @Nullable Boolean boxed, Instant time, Date date, Calendar calendar, String text,
			LocalDateTime local, byte[] bytes, long number, UUID id) {

	}

	record Inner(boolean flag) {

	}

	record Outer(Inner inner, Optional<Inner> optional, List<Inner> list, boolean[] array, Map<String, Inner> map,
			@Nullable Outer self) {

	}

	record Named(@JsonProperty("is_paid") boolean paid, @JsonAlias("was_sent") boolean sent,
			@JsonUnwrapped Wrapping wrapping) {

	}

	record Wrapping(boolean gift) {

	}

	record Own(@JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant number,
			@JsonDeserialize(using = Seconds.class) Instant own, Shape shape) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Circle.class))
	interface Shape {

	}

	record Circle(boolean flag) implements Shape {

	}

	static final class Bean {

		private boolean flag;

		public boolean isFlag() {
			return this.flag;
		}

		public void setFlag(boolean flag) {
			this.flag = flag;
		}

	}

	static final class Seconds extends StdDeserializer<Instant> {

		Seconds() {
			super(Instant.class);
		}

		@Override
		public Instant deserialize(JsonParser parser, DeserializationContext context) {
			return Instant.ofEpochSecond(parser.getLongValue());
		}

	}

}
