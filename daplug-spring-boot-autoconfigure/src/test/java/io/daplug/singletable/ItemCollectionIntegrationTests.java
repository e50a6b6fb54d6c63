package io.daplug.singletable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.singletable.Fleet.Command;
import io.daplug.singletable.Fleet.Device;
import io.daplug.singletable.Fleet.DeviceHistory;
import io.daplug.singletable.Fleet.Log;
import io.daplug.singletable.Fleet.OfDevice;
import io.daplug.singletable.Fleet.Owner;
import io.daplug.table.UnreadableItemException;
import io.daplug.template.model.ReadBudgetExceededException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.dao.IncorrectResultSizeDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests reading items of several types at once.
 */
class ItemCollectionIntegrationTests {

	private static final Device DEVICE = new Device("d#1", "M", null);

	private static final Command ON = new Command("d#1", Fleet.second(1), "on", null);

	private static final Command OFF = new Command("d#1", Fleet.second(2), "off", "sent");

	private static final Log LOG = new Log("d#1", 7, "up");

	private final Fleet fleet = Fleet.create();

	private final SingleTableTemplate table = this.fleet.template();

	@BeforeEach
	void putACollection() {
		this.table.items(Device.class).insert(DEVICE);
		this.table.items(Command.class).batchInsert(List.of(OFF, ON));
		this.table.items(Log.class).insert(LOG);
		this.table.items(Device.class).insert(new Device("d#2", "other", null));
		this.table.items(Owner.class).insert(new Owner("d#1", "Kim"));
	}

	@Test
	void readsTheItemsOfEachTypeInKeyOrder() {
		ItemCollection collection = this.table.collection("d#1");
		assertThat(collection.items(Command.class)).containsExactly(ON, OFF);
		assertThat(collection.items(Log.class)).containsExactly(LOG);
		assertThat(collection.item(Device.class)).contains(DEVICE);
		assertThat(collection.items(Owner.class)).isEmpty();
		assertThat(collection.list()).containsExactly(DEVICE, ON, OFF, LOG);
		assertThat(collection.unknown()).isEmpty();
	}

	@Test
	void sendsOneQueryForAllThatIsAsked() {
		AtomicInteger queries = new AtomicInteger();
		try (DynamoDbClient client = counting(queries)) {
			ItemCollection collection = this.fleet.template(client).collection("d#1");
			assertThat(queries).hasValue(0);
			collection.items(Command.class);
			collection.as(DeviceHistory.class);
			collection.unknown();
			assertThat(queries).hasValue(1);
			assertThat(collection.stream()).hasSize(4);
			assertThat(queries).hasValue(2);
		}
	}

	@Test
	void readsPageByPageAsTheStreamIsConsumed() {
		String text = "x".repeat(300_000);
		this.table.items(Log.class)
			.batchOverwrite(IntStream.range(0, 12).mapToObj((line) -> new Log("large", line, text)).toList());
		AtomicInteger queries = new AtomicInteger();
		try (DynamoDbClient client = counting(queries)) {
			SingleTableTemplate counted = this.fleet.template(client);
			try (Stream<Log> logs = counted.collection("large").stream(Log.class)) {
				assertThat(logs.findFirst()).isPresent();
			}
			assertThat(queries).hasValue(1);
			assertThat(counted.collection("large").items(Log.class)).hasSize(12)
				.isSortedAccordingTo((left, right) -> Integer.compare(left.line(), right.line()));
			assertThat(queries).hasValueGreaterThan(3);
		}
	}

	@Test
	void hasWhatItReadWhenItMayReadNoMore() {
		String text = "x".repeat(300_000);
		List<Log> logs = IntStream.range(0, 12).mapToObj((line) -> new Log("large", line, text)).toList();
		this.table.items(Log.class).batchOverwrite(logs);
		ItemCollection collection = this.table.collection("large").with((query) -> query.maxUnits(60));
		ReadBudgetExceededException ex = catchThrowableOfType(ReadBudgetExceededException.class, collection::list);
		assertThat(ex.items()).isNotEmpty().hasSizeLessThan(12).hasSize((int) ex.count());
		List<Object> all = new ArrayList<>(ex.items());
		all.addAll(this.table.collection("large")
			.with((query) -> query.startAfter(Objects.requireNonNull(ex.nextToken())))
			.list());
		assertThat(all).isEqualTo(logs);
	}

	@Test
	void givesASealedTypeToSwitchOver() {
		List<String> seen = this.table.collection("d#1").stream(OfDevice.class).map((item) -> {
			if (item instanceof Device device) {
				return "device " + device.model();
			}
			return (item instanceof Command command) ? command.name() : "log";
		}).toList();
		assertThat(seen).containsExactly("device M", "on", "off", "log");
		assertThat(this.table.collection("d#1").items(OfDevice.class)).containsExactly(DEVICE, ON, OFF, LOG);
	}

	@Test
	void fillsTheComponentsOfARecord() {
		assertThat(this.table.collection("d#1").as(DeviceHistory.class))
			.isEqualTo(new DeviceHistory(DEVICE, List.of(ON, OFF), List.of(LOG), Optional.empty()));
	}

	@Test
	void componentTakesOneItemOrSaysHowManyThereAre() {
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.table.collection("none").as(DeviceHistory.class))
			.withMessage("The collection of 'DD#none' in table 'fleet' has 0 items of Device, "
					+ "and component 'device' of DeviceHistory takes one");
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class)
			.isThrownBy(() -> this.table.collection("d#1").as(OneCommand.class))
			.withMessageContaining("has 2 items of Command, and component 'command' of OneCommand takes one at most");
		assertThat(this.table.collection("none").as(OneCommand.class)).isEqualTo(new OneCommand(null));
	}

	@Test
	void recordMustWantWhatTheTableKeeps() {
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> this.table.collection("d#1").as(Strange.class))
			.withMessageContaining(
					"Component 'texts' of " + Strange.class.getName() + " wants items of java.lang.String");
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> this.table.collection("d#1").items(String.class))
			.withMessageContaining("java.lang.String is no type of table 'fleet'");
	}

	@Test
	void handsOverItemsOfNoType() {
		this.fleet.putUnknown("DD#d#1", "Z#1");
		Map<String, Object> unknown = Map.of("pk", "DD#d#1", "sk", "Z#1", "what", "ever");
		ItemCollection collection = this.table.collection("d#1");
		assertThat(collection.unknown()).containsExactly(unknown);
		assertThat(collection.list()).containsExactly(DEVICE, ON, OFF, LOG, unknown);
		assertThat(collection.stream()).contains(unknown);
		assertThat(collection.stream(OfDevice.class)).hasSize(4);
		assertThat(collection.as(Rest.class)).isEqualTo(new Rest(List.of(unknown), List.of(DEVICE, ON, OFF, LOG)));
	}

	@Test
	void takesLimitsOfTheRange() {
		ItemCollection collection = this.table.collection("d#1");
		assertThat(collection.with((query) -> query.rangeKey(RangeKeyCondition.atLeast("CS#"))).list())
			.containsExactly(ON, OFF, LOG);
		assertThat(collection.with((query) -> query.descending().limit(2).consistentRead(true)).list())
			.containsExactly(LOG, OFF);
	}

	@Test
	void namesTheTypeWhereHashKeysDiffer() {
		assertThat(this.table.collection(Owner.class, "d#1").list()).containsExactly(new Owner("d#1", "Kim"));
		assertThat(this.table.collection(Command.class, "d#1").item(Device.class)).contains(DEVICE);
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> this.table.collection("d#1", "more"))
			.withMessageContaining("2 values do not tell which of the types [Device, Command, Log, Owner] is meant");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.table.collection(Owner.class, "d#1", 7))
			.withMessageContaining("the hash key of 'Owner' is composed of [id], and 2 values are given");
	}

	@Test
	void queriesIndexesOverAllTypes() {
		this.table.items(Device.class).overwrite(new Device("d#3", "M", "kim"));
		this.table.items(Owner.class).insert(new Owner("kim", "Kim"));
		ItemCollection owned = this.table.query((query) -> query.index(Fleet.SHARED).hashKey("OI#kim"));
		assertThat(owned.list()).containsExactly(new Device("d#3", "M", "kim"), new Owner("kim", "Kim"));
		assertThat(this.table.items(Command.class)
			.query((query) -> query.index(Fleet.BY_STATUS).hashKey("sent", "off"))
			.list()).containsExactly(OFF);
		assertThat(this.table.items(Device.class).query((query) -> query.index(Fleet.SHARED).hashKey("kim")).list())
			.containsExactly(new Device("d#3", "M", "kim"));
	}

	@Test
	void itemsWithoutTheAttributesAreInNoIndex() {
		assertThat(stored(Fleet.SHARED)).containsExactly("OI#d#1");
		assertThat(stored(Fleet.BY_STATUS)).containsExactly("DD#d#1");
		this.table.items(Command.class).update(ItemKey.of("d#1", Fleet.second(1)), Map.of("status", "done"));
		assertThat(stored(Fleet.BY_STATUS)).containsExactly("DD#d#1", "DD#d#1");
	}

	private List<Object> stored(String index) {
		return this.table.template()
			.scan((scan) -> scan.index(index))
			.stream()
			.map((item) -> Objects.requireNonNull(item.get("pk")))
			.toList();
	}

	@Test
	void saysWhichItemLacksWhat() {
		this.fleet
			.put(Map.of("pk", Fleet.text("DD#d#9"), "sk", Fleet.text("LL#000001"), "deviceId", Fleet.text("d#9")));
		assertThatExceptionOfType(UnreadableItemException.class)
			.isThrownBy(() -> this.table.collection("d#9").items(Log.class))
			.withMessage("ItemKey[pk=DD#d#9, sk=LL#000001] of table 'fleet' cannot be read: "
					+ "it lacks 'line', which Log requires");
		assertThat(this.table.collection("d#9").items(Device.class)).isEmpty();
	}

	@Test
	void missingItemIsEmpty() {
		assertThat(this.table.items(Device.class).get(ItemKey.of("none"))).isEmpty();
		assertThat(this.table.collection("none").list()).isEmpty();
	}

	private static DynamoDbClient counting(AtomicInteger queries) {
		return LocalDynamoDb.client(new ExecutionInterceptor() {

			@Override
			public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
				if (context.request() instanceof QueryRequest) {
					queries.incrementAndGet();
				}
			}

		});
	}

	record OneCommand(@Nullable Command command) {

	}

	record Rest(List<Map<String, Object>> unknown, List<OfDevice> known) {

	}

	record Strange(List<String> texts) {

	}

}
