package io.daplug.stream.parking;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.stream.Changes;
import io.daplug.stream.ListenedTables;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link ChangeCodec}.
 */
class ChangeCodecTests {

	private static final ItemIdentity IDENTITY = new ItemIdentity("orders", ItemKey.of("p#a", 7));

	private static final ItemKey KEY = ItemKey.of("a", 7);

	private final ChangeCodec codec = new ChangeCodec(ParkingFixture.TABLES);

	record Order(String id, int n) {

	}

	static Stream<ItemChange<?>> changes() {
		ChangeOrigin full = new ChangeOrigin(Operation.BATCH_OVERWRITE, "Order", "17", "mirror:a", new ChangePosition(
				"source", "%040d".formatted(9), Instant.parse("2026-11-21T12:00:00.123456789Z"), "0193-id"));
		ChangeOrigin bare = new ChangeOrigin(Operation.DELETE, null, null, null,
				new ChangePosition("", "", Instant.MIN));
		return Stream.of(new ItemInserted<>(IDENTITY, KEY, image(everyType()), full),
				new ItemInserted<>(IDENTITY, KEY, ItemImage.unknown(), bare),
				new ItemModified<>(IDENTITY, KEY, image(everyType()), image(Map.of()), full),
				new ItemModified<>(IDENTITY, KEY, ItemImage.unknown(), image(everyType()), bare),
				new ItemModified<>(IDENTITY, KEY, ItemImage.unknown(), ItemImage.unknown(), bare),
				new ItemRemoved<>(IDENTITY, KEY, image(everyType()), full),
				new ItemRemoved<>(IDENTITY, KEY, ItemImage.unknown(), bare));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void readsWhatItWrote(ItemChange<?> change) {
		ItemChange<?> read = this.codec.read(this.codec.write(change));
		assertThat(read).isEqualTo(change);
		assertThat(read.changeId()).isEqualTo(change.changeId());
		assertThat(attributes(read.oldImage())).isEqualTo(attributes(change.oldImage()));
		assertThat(attributes(read.newImage())).isEqualTo(attributes(change.newImage()));
	}

	/** Items are compared as DynamoDB does; attributes digit by digit. */
	private static Map<String, AttributeValue> attributes(ItemImage<?> image) {
		return image.isKnown() ? image.item().attributes() : Map.of();
	}

	@Test
	void keepsItemsOfAnyShape() {
		Random random = new Random(20261127);
		for (int n = 0; n < 500; n++) {
			Map<String, AttributeValue> item = map(random, 0);
			ItemChange<?> read = this.codec
				.read(this.codec.write(new ItemRemoved<>(IDENTITY, KEY, image(item), origin())));
			assertThat(read.oldItem().attributes()).isEqualTo(item);
			assertThat(List.copyOf(read.oldItem().attributes().keySet())).isEqualTo(List.copyOf(item.keySet()));
		}
	}

	@Test
	void keepsItemsThatAreAsDeepAsDynamoDbStoresThem() {
		AttributeValue deep = AttributeValue.fromS("x");
		for (int level = 0; level < 32; level++) {
			deep = (level % 2 == 0) ? AttributeValue.fromL(List.of(deep)) : AttributeValue.fromM(Map.of("m", deep));
		}
		ItemChange<?> change = new ItemInserted<>(IDENTITY, KEY, image(Map.of("deep", deep)), origin());
		assertThat(this.codec.read(this.codec.write(change))).isEqualTo(change);
	}

	@Test
	void keepsTheLongestNamesAndTexts() {
		Map<String, AttributeValue> item = Map.of("n".repeat(65_535), AttributeValue.fromS("€".repeat(110_000)));
		ItemChange<?> change = new ItemInserted<>(IDENTITY, KEY, image(item), origin());
		assertThat(this.codec.read(this.codec.write(change))).isEqualTo(change);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keepsKeys(ItemKey key) {
		ItemChange<?> change = new ItemInserted<>(new ItemIdentity("orders", key), key, ItemImage.unknown(), origin());
		assertThat(this.codec.read(this.codec.write(change))).isEqualTo(change);
	}

	static Stream<ItemKey> keys() {
		return Stream.of(ItemKey.of("a"), ItemKey.of(new BigDecimal("1.5")), ItemKey.of(bytes(0, 255)),
				ItemKey.of("a", ""), ItemKey.of("a", new BigDecimal("-7")), ItemKey.of(Map.of("hash", "a", "b", 1)));
	}

	@Test
	void readsItemsInTheTypeOfTheTable() {
		ListenedTables typed = new ListenedTables(
				TableRegistry.of(List.of(TableDefinition.named("orders").hashKey("id").itemType(Order.class).build())),
				Changes.CONVERTER);
		ItemChange<?> change = Changes.inserted("a");
		assertThat(new ChangeCodec(typed).read(this.codec.write(change)).newItem().value())
			.isEqualTo(new Order("a", 1));
		assertThat(this.codec.read(this.codec.write(change)).newItem().value()).isInstanceOf(Map.class);
	}

	@Test
	void refusesWhatIsNoChange() {
		assertThatThrownBy(() -> this.codec.read(new byte[] { 1, 2, 3 })).isInstanceOf(RuntimeException.class);
	}

	private static Map<String, AttributeValue> everyType() {
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		item.put("s", AttributeValue.fromS("text \u0000 \" \\ é 😀"));
		item.put("empty", AttributeValue.fromS(""));
		item.put("n", AttributeValue.fromN("-0.12345678901234567890123456789012345678"));
		item.put("digits", AttributeValue.fromN("1.50E+3"));
		item.put("b", AttributeValue.fromB(bytes(0, 1, 254, 255)));
		item.put("noBytes", AttributeValue.fromB(bytes()));
		item.put("yes", AttributeValue.fromBool(true));
		item.put("no", AttributeValue.fromBool(false));
		item.put("nul", AttributeValue.fromNul(true));
		item.put("ss", AttributeValue.fromSs(List.of("a", "")));
		item.put("ns", AttributeValue.fromNs(List.of("1", "2.50")));
		item.put("bs", AttributeValue.fromBs(List.of(bytes(1), bytes())));
		item.put("l", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromL(List.of()))));
		item.put("m", AttributeValue.fromM(Map.of("S", AttributeValue.fromM(Map.of()))));
		return item;
	}

	private static Map<String, AttributeValue> map(Random random, int depth) {
		Map<String, AttributeValue> map = new LinkedHashMap<>();
		IntStream.range(0, random.nextInt(5)).forEach((i) -> map.put(text(random) + i, value(random, depth)));
		return map;
	}

	private static AttributeValue value(Random random, int depth) {
		return switch (random.nextInt((depth < 6) ? 10 : 8)) {
			case 0 -> AttributeValue.fromS(text(random));
			case 1 ->
				AttributeValue.fromN(new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(30)).toString());
			case 2 -> AttributeValue.fromB(bytes(random.ints(random.nextInt(9), 0, 256).toArray()));
			case 3 -> AttributeValue.fromBool(random.nextBoolean());
			case 4 -> AttributeValue.fromNul(true);
			case 5 -> AttributeValue.fromSs(List.of(text(random), text(random) + "2"));
			case 6 -> AttributeValue.fromNs(List.of(Integer.toString(random.nextInt())));
			case 7 -> AttributeValue.fromBs(List.of(bytes(random.nextInt(256))));
			case 8 -> AttributeValue
				.fromL(IntStream.range(0, random.nextInt(4)).mapToObj((i) -> value(random, depth + 1)).toList());
			default -> AttributeValue.fromM(map(random, depth + 1));
		};
	}

	private static String text(Random random) {
		return random.ints(random.nextInt(6), 0, 0x800)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static SdkBytes bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return SdkBytes.fromByteArray(bytes);
	}

	private static ChangeOrigin origin() {
		return new ChangeOrigin(Operation.INSERT, null, null, null, new ChangePosition("test", "1", Instant.EPOCH));
	}

	private static ItemImage<Object> image(Map<String, AttributeValue> item) {
		return ItemImage.of(new Item<>(item, Object.class, Changes.CONVERTER));
	}

}
