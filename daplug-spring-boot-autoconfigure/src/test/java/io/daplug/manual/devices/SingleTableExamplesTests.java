package io.daplug.manual.devices;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.example.metering.Reading;
import io.daplug.item.ItemKey;
import io.daplug.manual.devices.DeviceItems.Command;
import io.daplug.manual.devices.DeviceItems.Device;
import io.daplug.manual.devices.DeviceItems.DeviceItem;
import io.daplug.manual.devices.DeviceItems.LogEntry;
import io.daplug.singletable.ItemCollection;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableOperations;
import io.daplug.singletable.SingleTableReport;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemTransactionOperations;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.expression.RangeKeyCondition.between;
import static io.daplug.fixture.LongPatience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of a table that items of many types share, run on the embedded
 * server.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SingleTableApplication.class,
		properties = { "spring.config.location=classpath:manual/single-tables.yml", "daplug.local.enabled=true" })
class SingleTableExamplesTests {

	private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

	@Autowired
	private DynamoDbClient client;

	@Autowired
	private SingleTableTemplate table;

	@Autowired
	private ItemOperations<Device> devices;

	@Autowired
	private ItemOperations<Command> commands;

	@Autowired
	private ItemOperations<LogEntry> log;

	@Autowired
	private ItemTransactionOperations transactions;

	@Test
	void writesAndReadsItemsOfEachType() {
		// tag::single-table-use
		devices.insert(new Device("d-1", "graz", "press", "Press 1"));
		commands.insert(new Command("d-1", NOON, "start", Command.State.OPEN));
		Device device = devices.get(ItemKey.of("d-1")).orElseThrow();
		Command done = commands.change(ItemKey.of("d-1", NOON), (command) -> command.set("state", Command.State.DONE));
		List<Command> last = commands.query((query) -> query.hashKey("d-1").descending().limit(10)).list();
		// end::single-table-use
		assertThat(device.name()).isEqualTo("Press 1");
		assertThat(done.state()).isEqualTo(Command.State.DONE);
		assertThat(last).containsExactly(done);
		assertThat(stored("DD#d-1", "A")).containsEntry("deviceId", text("d-1"));
		assertThat(stored("DD#d-1", "CS#2026-11-27T12:00:00.000000000Z")).containsEntry("state", text("DONE"));
	}

	@Test
	void answersEachAccessPattern() {
		Instant noon = NOON;
		fill("d-2", "linz");
		// tag::single-table-patterns
		Device device = devices.get(ItemKey.of("d-2")).orElseThrow();
		DeviceFile file = table.collection("d-2").as(DeviceFile.class);
		List<Command> last = commands.query((query) -> query.hashKey("d-2").descending().limit(10)).list();
		List<LogEntry> hour = log
			.query((query) -> query.hashKey("d-2").rangeKey(between(noon, noon.plus(Duration.ofHours(1)))))
			.list();
		List<Command> open = commands.query((query) -> query.index("by-state").hashKey(Command.State.OPEN)).list();
		List<Device> presses = devices.query((query) -> query.index("at-site").hashKey("linz", "press")).list();
		// end::single-table-patterns
		assertThat(file).isEqualTo(new DeviceFile(device, last, hour));
		assertThat(hour).hasSize(2);
		assertThat(open).contains(last.get(0));
		assertThat(presses).containsExactly(device);
	}

	@Test
	void readsAnItemCollection() {
		List<String> seen = new ArrayList<>();
		fill("d-3", "wels");
		// tag::single-table-collection
		ItemCollection collection = table.collection("d-3");
		Device device = collection.item(Device.class).orElseThrow();
		List<Command> sent = collection.items(Command.class);
		for (DeviceItem item : collection.items(DeviceItem.class)) {
			if (item instanceof LogEntry entry) {
				seen.add(entry.text());
			}
		}
		// end::single-table-collection
		assertThat(device.name()).isEqualTo("Press d-3");
		assertThat(sent).hasSize(1);
		assertThat(seen).containsExactly("started", "warm");
	}

	@Test
	void handsOverWhatItDoesNotKnow() {
		List<String> notes = new ArrayList<>();
		fill("d-4", "graz");
		this.client.putItem((put) -> put.tableName("devices")
			.item(Map.of("pk", text("DD#d-4"), "sk", text("NOTE#1"), "text", text("oiled"))));
		// tag::single-table-unknown
		for (Map<String, Object> unknown : table.collection("d-4").unknown()) {
			notes.add(unknown.get("sk") + " " + unknown.get("text"));
		}
		// end::single-table-unknown
		assertThat(notes).containsExactly("NOTE#1 oiled");
		assertThat(this.table.collection("d-4").list()).hasSize(5);
	}

	@Test
	void readsItemsOfSeveralTypesByAPrefix() {
		fill("d-5", "graz");
		// tag::single-table-polymorphic
		List<DeviceItem> items = table.query((query) -> query.hashKey("DD#d-5").rangePrefix("L"))
			.items(DeviceItem.class);
		// end::single-table-polymorphic
		assertThat(items).hasSize(2).hasOnlyElementsOfType(LogEntry.class);
	}

	@Test
	void writesItemsOfSeveralTypesTogether() {
		fill("d-6", "graz");
		Instant now = NOON.plusSeconds(60);
		// tag::single-table-transaction
		transactions.write((tx) -> tx
			.change(commands, ItemKey.of("d-6", NOON), (command) -> command.set("state", Command.State.DONE),
					(options) -> options.condition(attribute("state").isEqualTo(Command.State.OPEN)))
			.insert(log, new LogEntry("d-6", now, 1, "started by hand")));
		// end::single-table-transaction
		assertThat(this.table.collection("d-6").items(LogEntry.class)).hasSize(3);
		assertThat(this.commands.get(ItemKey.of("d-6", NOON)).orElseThrow().state()).isEqualTo(Command.State.DONE);
	}

	@Test
	void hearsOfItemsOfOneType() {
		this.devices.insert(new Device("d-7", "graz", "press", "Press 7"));
		this.commands.insert(new Command("d-7", NOON, "start d-7", Command.State.OPEN));
		await().untilAsserted(() -> assertThat(SingleTableApplication.heard).contains("deliver start d-7",
				"index Device of d-7", "index Command of d-7"));
	}

	// tag::single-table-report
	@Test
	void typesAreThoseOfTheReport(@Autowired SingleTableOperations table) throws IOException {
		assertThat(SingleTableReport.of(table.definition()).markdown())
			.isEqualTo(new ClassPathResource("devices.md").getContentAsString(UTF_8));
	}
	// end::single-table-report

	@Test
	void takesTypesThatCodeDefines() {
		DynamoDbClient client = this.client;
		// tag::single-table-code
		SingleTableDefinition definition = SingleTableDefinition.of(
				TableDefinition.named("devices").hashKey("pk").rangeKey("sk").build(),
				(types) -> types.types(Device.class, Command.class, LogEntry.class)
					.type(ItemTypeDefinition.of(Reading.class,
							(reading) -> reading.hashKey((key) -> key.attributes("meterId"))
								.rangeKey((key) -> key.attributes("READING#{takenAt}")))));
		SingleTableTemplate table = SingleTableTemplate.of(definition,
				(type) -> DaplugTemplate.builder(client, type).build());
		ItemOperations<Reading> readings = table.items(Reading.class);
		// end::single-table-code
		readings.insert(new Reading("m-1", NOON, 42));
		assertThat(stored("RM#m-1", "READING#2026-11-27T12:00:00.000000000Z")).isNotEmpty();
	}

	private void fill(String id, String site) {
		this.devices.insert(new Device(id, site, "press", "Press " + id));
		this.commands.insert(new Command(id, NOON, "start", Command.State.OPEN));
		this.log.insert(new LogEntry(id, NOON, 1, "started"));
		this.log.insert(new LogEntry(id, NOON, 2, "warm"));
	}

	private Map<String, AttributeValue> stored(String pk, String sk) {
		return this.client
			.getItem((get) -> get.tableName("devices").key(Map.of("pk", text(pk), "sk", text(sk))).consistentRead(true))
			.item();
	}

	private static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	// tag::single-table-record
	record DeviceFile(Device device, List<Command> commands, List<LogEntry> log) {

	}
	// end::single-table-record

}
