package io.daplug.singletable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.singletable.Fleet.Command;
import io.daplug.singletable.Fleet.Device;
import io.daplug.singletable.Fleet.Log;
import io.daplug.singletable.Fleet.OfDevice;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests items, keys and values that nobody wishes for, in a table of many types.
 */
class StrangeItemIntegrationTests {

	private final Fleet fleet = Fleet.create();

	private final SingleTableTemplate table = this.fleet.template();

	@Test
	void itemWithAForeignPrefixIsNoItemOfTheType() {
		this.fleet.putUnknown("DD#d1", "XX#2026");
		this.fleet.putUnknown("XX#d1", "A");
		assertThat(this.table.items(Log.class).query((query) -> query.hashKey("d1")).list()).isEmpty();
		assertThat(this.table.items(Device.class).scan().list()).isEmpty();
		assertThat(this.table.items(Device.class).get(ItemKey.of("d1"))).isEmpty();
		assertRefused(() -> this.table.items(Device.class).get(ItemKey.of(Map.of("pk", "XX#d1", "sk", "A"))),
				"'pk' is not composed as 'DD#{deviceId}'");
		assertRefused(() -> this.table.items(Log.class).delete(ItemKey.of(Map.of("pk", "DD#d1", "sk", "XX#2026"))),
				"'sk' is not composed as 'LL#{line:6}'");
	}

	@Test
	@SuppressWarnings("NullAway") // Callers without such checks hand over null.
	void keyAttributeThatIsNullIsTold() {
		assertRefused(() -> this.table.items(Device.class).insert(new Device(null, "M", null)),
				"'deviceId' is missing, of which 'pk' is composed");
		assertRefused(() -> this.table.items(Command.class).overwrite(new Command("d1", null, "on", null)),
				"'sentAt' is missing, of which 'sk' is composed");
		assertThat(this.table.template().scan().list()).isEmpty();
	}

	@Test
	void rangeKeyIsDemandedWhereTheTypeHasOneAndRefusedElsewhere() {
		assertRefused(() -> this.table.items(Command.class).get(ItemKey.of("d1")), "'sentAt' is missing");
		assertRefused(() -> this.table.items(Command.class).delete(ItemKey.of("d1")), "'sentAt' is missing");
		assertRefused(() -> this.table.items(Device.class).get(ItemKey.of("d1", "A")),
				"a range value is given, but [deviceId] alone tells the items apart");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a#b", "#", "DD#d1", "%23", "100%", "a%23b", " ", "ä|:/\\", "\uD83D\uDE00" })
	void valuesThatLookLikeKeysComeBackAsTheyAre(String value) {
		Device device = new Device(value, "M", value);
		Log log = new Log(value, 7, value);
		this.table.items(Device.class).insert(device);
		this.table.items(Log.class).insert(log);
		assertThat(this.table.items(Device.class).get(ItemKey.of(value))).contains(device);
		assertThat(this.table.items(Log.class).get(ItemKey.of(value, 7))).contains(log);
		assertThat(this.table.collection(Device.class, value).items(OfDevice.class)).containsExactly(device, log);
		assertThat(this.table.items(Device.class).query((query) -> query.hashKey(value)).list())
			.containsExactly(device);
	}

	@Test
	void numberThatDoesNotFitItsDigitsIsRefused() {
		assertRefused(() -> this.table.items(Log.class).insert(new Log("d1", 1_000_000, "x")),
				"'line' has 7 digits, and is padded to 6");
		assertRefused(() -> this.table.items(Log.class).insert(new Log("d1", -1, "x")),
				"must be a whole number that is not negative");
	}

	@Test
	void componentsWithTypesOfTheirOwnComeBackWhole() {
		SingleTableTemplate boxes = this.fleet.template(LocalDynamoDb.client(), (types) -> types.types(Box.class));
		Box box = new Box("b1", List.of(new Reading<>("t", new BigDecimal("21.5"))),
				Map.of("a", List.of(1, 2), "b", List.of()), Optional.of(new Reading<>("u", List.of("x"))));
		boxes.items(Box.class).insert(box);
		assertThat(boxes.items(Box.class).get(ItemKey.of("b1"))).contains(box);
		assertThat(boxes.collection("b1").items(Box.class)).containsExactly(box);
	}

	@Test
	void prefixThatIsTheBeginningOfAnotherMatchesItsOwnItemsAlone() {
		SingleTableTemplate marks = this.fleet.template(LocalDynamoDb.client(),
				(types) -> types.types(C.class, Cc.class));
		marks.items(C.class).insert(new C("x", "1"));
		marks.items(Cc.class).insert(new Cc("x", "1"));
		assertThat(marks.items(C.class).query((query) -> query.hashKey("x")).list()).containsExactly(new C("x", "1"));
		assertThat(marks.items(Cc.class).query((query) -> query.hashKey("x")).list()).containsExactly(new Cc("x", "1"));
		assertThat(marks.items(C.class).scan().list()).containsExactly(new C("x", "1"));
		assertThat(marks.collection("x").items(C.class)).containsExactly(new C("x", "1"));
		assertThat(marks.collection("x").items(Cc.class)).containsExactly(new Cc("x", "1"));
		assertThat(marks.items(C.class).delete(ItemKey.of("x", "1"))).contains(new C("x", "1"));
		assertThat(marks.items(Cc.class).get(ItemKey.of("x", "1"))).isPresent();
	}

	@Test
	void prefixWithoutSeparatorThatIsTheBeginningOfAnotherStopsTheStart() {
		Consumer<ItemTypeDefinition.Builder> open = (type) -> type
			.rangeKey((key) -> key.attributes("number").prefix("C").separator(""));
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> this.fleet.template(LocalDynamoDb.client(),
					(types) -> types.types(Cc.class).type(ItemTypeDefinition.of(C.class, (type) -> {
						type.hashKey((key) -> key.prefix("X"));
						open.accept(type);
					}))))
			.withMessageContaining("could have the same keys");
	}

	private static void assertRefused(ThrowingCallable call, String problem) {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(call).withMessageContaining(problem);
	}

	@ItemType
	record Box(String id, List<Reading<BigDecimal>> readings, Map<String, List<Integer>> counts,
			Optional<Reading<List<String>>> last) {

	}

	record Reading<T>(String name, @Nullable T value) {

	}

	@ItemType(hashKey = @Key(prefix = "X"), rangeKey = @Key(value = "number", prefix = "C"))
	record C(String id, String number) {

	}

	@ItemType(hashKey = @Key(prefix = "X"), rangeKey = @Key(value = "number", prefix = "CC"))
	record Cc(String id, String number) {

	}

}
