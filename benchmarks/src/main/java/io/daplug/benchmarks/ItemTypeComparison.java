package io.daplug.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Types of items that share a table: puts and gets of one beside the low-level client and
 * the Enhanced Client, without a server, and reads of a collection of four types beside
 * the same query for maps.
 */
final class ItemTypeComparison {

	private static final int COLLECTION = 1_000;

	private static final int TURNS = 151;

	private static final String HASH_VALUE = "DD#" + DeviceItem.DEVICE;

	private static final DeviceItem.Command COMMAND = DeviceItem.command(1);

	private static final Measurement NONE = new Measurement(1, 1);

	private ItemTypeComparison() {
	}

	/** Measures, and returns the lines of two tables. */
	static String table() {
		return calls() + "\n" + collections();
	}

	private static String calls() {
		StringBuilder table = new StringBuilder("| command of 10 attributes | low-level client, calls/s | Daplug ÷ ")
			.append("low-level | Daplug ÷ Enhanced Client | allocation ÷ low-level | allocation ÷ Enhanced Client |\n")
			.append("|---|---|---|---|---|---|\n");
		Map<String, AttributeValue> stored = HandWrittenCommand.attributes(COMMAND);
		row(table, "put", puts(Setting.clientForWrites()));
		row(table, "get", gets(Setting.clientForReads(stored)));
		return table.toString();
	}

	private static Map<String, Supplier<?>> puts(DynamoDbClient client) {
		HandWrittenCommand hand = new HandWrittenCommand(client);
		ItemOperations<DeviceItem.Command> commands = single(client).items(DeviceItem.Command.class);
		DynamoDbTable<CommandBean> enhanced = enhanced(client);
		CommandBean bean = bean();
		return Map.of("hand", () -> hand.put(COMMAND), "daplug", () -> commands.overwrite(COMMAND), "enhanced", () -> {
			enhanced.putItem(bean);
			return bean;
		});
	}

	private static Map<String, Supplier<?>> gets(DynamoDbClient client) {
		HandWrittenCommand hand = new HandWrittenCommand(client);
		ItemOperations<DeviceItem.Command> commands = single(client).items(DeviceItem.Command.class);
		DynamoDbTable<CommandBean> enhanced = enhanced(client);
		String id = COMMAND.commandId();
		return Map.of("hand", () -> hand.get(DeviceItem.DEVICE, id), "daplug",
				() -> commands.get(ItemKey.of(DeviceItem.DEVICE, id)).orElseThrow(), "enhanced",
				() -> enhanced.getItem(Key.builder().partitionValue(HASH_VALUE).sortValue("CC#" + id).build()));
	}

	private static void row(StringBuilder table, String what, Map<String, Supplier<?>> contenders) {
		InTurns turns = new InTurns(Size.SMALL);
		contenders.forEach((name, call) -> {
			Warmup.run(call, Size.SMALL);
			turns.add(name, call);
		});
		Map<String, Measurement> measured = turns.measure();
		Measurement hand = measured.getOrDefault("hand", NONE);
		Measurement daplug = measured.getOrDefault("daplug", NONE);
		Measurement enhanced = measured.getOrDefault("enhanced", NONE);
		table.append("| %s | %,.0f | %.2f | %.2f | %.2f | %.2f |%n".formatted(what, hand.callsPerSecond(),
				daplug.callsPerSecond() / hand.callsPerSecond(), daplug.callsPerSecond() / enhanced.callsPerSecond(),
				daplug.bytesPerCall() / hand.bytesPerCall(), daplug.bytesPerCall() / enhanced.bytesPerCall()));
	}

	private static DynamoDbTable<CommandBean> enhanced(DynamoDbClient client) {
		return DynamoDbEnhancedClient.builder()
			.dynamoDbClient(client)
			.build()
			.table(Setting.TABLE, TableSchema.fromBean(CommandBean.class));
	}

	private static CommandBean bean() {
		return TableSchema.fromBean(CommandBean.class).mapToItem(HandWrittenCommand.attributes(COMMAND));
	}

	private static SingleTableTemplate single(DynamoDbClient client) {
		TableDefinition table = TableDefinition.named(Setting.TABLE)
			.hashKey("pk", ScalarAttributeType.S)
			.rangeKey("sk", ScalarAttributeType.S)
			.build();
		SingleTableDefinition definition = SingleTableDefinition.of(table, (types) -> types
			.types(DeviceItem.Device.class, DeviceItem.Command.class, DeviceItem.Log.class, DeviceItem.Alarm.class));
		return SingleTableTemplate.of(definition, (single) -> DaplugTemplate.builder(client, single).build());
	}

	private static String collections() {
		List<DeviceItem> items = DeviceItem.collection(COLLECTION);
		StringBuilder table = new StringBuilder(
				"| collection of %,d items of 4 types | as maps, items/s | as types, ".formatted(COLLECTION))
			.append("items/s | time of types ÷ maps |\n|---|---|---|---|\n");
		withoutServer(items, table);
		againstServer(items, table);
		return table.toString();
	}

	private static void withoutServer(List<DeviceItem> items, StringBuilder table) {
		SingleTableTemplate single = single(Setting.clientForPages(stored(items), Duration.ZERO));
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		Map<String, LongSupplier> reads = new LinkedHashMap<>();
		reads.put("maps", () -> maps(single).size());
		reads.put("looked", () -> maps(single).stream().filter((item) -> item.containsValue("none")).count());
		reads.put("types", () -> weight(single));
		Map<String, Series> seconds = seconds(reads, threads::getCurrentThreadCpuTime);
		row(table, "without a server, processor time; maps that nobody looks at", seconds, "maps");
		row(table, "without a server, processor time; maps that are looked at", seconds, "looked");
	}

	private static void row(StringBuilder table, String what, Map<String, Series> seconds, String untyped) {
		double maps = Objects.requireNonNull(seconds.get(untyped)).lowerQuartile();
		double types = Objects.requireNonNull(seconds.get("types")).lowerQuartile();
		table.append(
				"| %s | %,.0f | %,.0f | %.2f |%n".formatted(what, COLLECTION / maps, COLLECTION / types, types / maps));
	}

	private static List<Map<String, Object>> maps(SingleTableTemplate single) {
		try (Stream<Map<String, Object>> items = single.template()
			.query((query) -> query.hashKey(HASH_VALUE))
			.stream()) {
			return items.toList();
		}
	}

	private static long weight(SingleTableTemplate single) {
		return single.collection(DeviceItem.Device.class, DeviceItem.DEVICE)
			.items(DeviceItem.class)
			.stream()
			.mapToLong(DeviceItem::weight)
			.sum();
	}

	private static List<Map<String, AttributeValue>> stored(List<DeviceItem> items) {
		ItemConverter converter = new ItemConverter(JsonMapper.shared());
		SingleTableTemplate single = single(Setting.clientForWrites());
		return items.stream().map((item) -> {
			Map<String, AttributeValue> attributes = converter.toAttributes(item);
			single.definition()
				.type(item.getClass())
				.table()
				.computedKeys()
				.forEach((key, template) -> attributes.put(key, Objects.requireNonNull(template.of(attributes))));
			return attributes;
		}).toList();
	}

	private static void againstServer(List<DeviceItem> items, StringBuilder table) {
		EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
		server.start();
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
		server.configure(builder);
		try (DynamoDbClient client = builder.build()) {
			create(client);
			stored(items).forEach((item) -> client.putItem((put) -> put.tableName(Setting.TABLE).item(item)));
			SingleTableTemplate single = single(client);
			if (maps(single).size() != items.size()
					|| weight(single) != items.stream().mapToLong(DeviceItem::weight).sum()) {
				throw new IllegalStateException("The reads do not bring what was written");
			}
			Map<String, LongSupplier> reads = new LinkedHashMap<>();
			reads.put("maps", () -> maps(single).size());
			reads.put("looked", () -> maps(single).stream().filter((item) -> item.containsValue("none")).count());
			reads.put("types", () -> weight(single));
			Map<String, Series> seconds = seconds(reads, System::nanoTime);
			row(table, "from DynamoDB Local; maps that nobody looks at", seconds, "maps");
			row(table, "from DynamoDB Local; maps that are looked at", seconds, "looked");
		}
		finally {
			server.stop();
		}
	}

	private static Map<String, Series> seconds(Map<String, LongSupplier> reads, LongSupplier clock) {
		Map<String, List<Double>> seconds = new LinkedHashMap<>();
		for (int turn = 0; turn < 2 * TURNS; turn++) {
			boolean counts = turn >= TURNS;
			reads.forEach((name, read) -> {
				long start = clock.getAsLong();
				read.getAsLong();
				double taken = (clock.getAsLong() - start) / 1e9;
				if (counts) {
					seconds.computeIfAbsent(name, (key) -> new ArrayList<>()).add(taken);
				}
			});
		}
		Map<String, Series> series = new LinkedHashMap<>();
		seconds.forEach((name, taken) -> series.put(name, new Series(taken)));
		return series;
	}

	private static void create(DynamoDbClient client) {
		client.createTable((create) -> create.tableName(Setting.TABLE)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(text("pk"), text("sk"))
			.keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build(),
					KeySchemaElement.builder().attributeName("sk").keyType(KeyType.RANGE).build()));
	}

	private static AttributeDefinition text(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

}
