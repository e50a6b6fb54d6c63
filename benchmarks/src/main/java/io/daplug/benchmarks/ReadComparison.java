package io.daplug.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Reads of many items by a template and by loops by hand over the low-level client, from
 * DynamoDB Local in this JVM: they take turns, with the same number of threads. Segments
 * of a scan come from an HTTP client that answers after a while, since DynamoDB Local
 * reads them one after the other. And the same without any wait, so that nothing is left
 * but what the client's side costs.
 */
final class ReadComparison {

	private static final String CHANNEL = "WEB";

	private static final int THREADS = 8;

	private static final int CHUNK = 25;

	private static final int PAGE = 100;

	private static final int SEGMENTS = 64;

	private static final Duration WAIT = Duration.ofMillis(20);

	private final int rounds;

	private final List<Order> orders = new ArrayList<>();

	private final StringBuilder table = new StringBuilder();

	private ReadComparison(int items, int rounds) {
		this.rounds = rounds;
		for (int i = 0; i < items; i++) {
			this.orders.add((Order) Size.MEDIUM.item(new UUID(i * 0x9E3779B97F4A7C15L, i).toString()));
		}
	}

	/** Measures, and returns the lines of the tables. */
	static String table(int items, int rounds) {
		ReadComparison comparison = new ReadComparison(items, rounds);
		comparison.againstServer();
		comparison.inSegments();
		comparison.withoutServer();
		return comparison.table.toString();
	}

	private void againstServer() {
		this.table.append("| read, orders of 30 attributes | Daplug, items/s | loop by hand, items/s | ratio |\n")
			.append("|---|---|---|---|\n");
		EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
		server.start();
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
		server.configure(builder);
		try (DynamoDbClient client = builder.build()) {
			fill(client);
			HandWrittenReads hand = new HandWrittenReads(client);
			ItemOperations<Order> daplug = operations(client);
			for (int count : new int[] { 1_000, 5_000 }) {
				List<String> ids = this.orders.subList(0, count).stream().map(Order::id).toList();
				List<ItemKey> keys = ids.stream().map((id) -> ItemKey.of(CHANNEL, id)).toList();
				compare("`batchGet` of %,d keys".formatted(count), count,
						() -> daplug.batchGet(keys, (options) -> options.parallelism(THREADS)).items().size(),
						() -> hand.batchGet(CHANNEL, ids, THREADS).size());
			}
			compare("query, lazy, %,d items".formatted(this.orders.size()), this.orders.size(),
					() -> total(daplug.query((query) -> query.hashKey(CHANNEL)).stream()), () -> hand.query(CHANNEL));
		}
		finally {
			server.stop();
		}
	}

	private static long total(Stream<Order> orders) {
		try (orders) {
			return orders.mapToLong(Order::priority).sum();
		}
	}

	private static ItemOperations<Order> operations(DynamoDbClient client) {
		TableDefinition table = TableDefinition.named(Setting.TABLE)
			.hashKey(HandWrittenReads.HASH, ScalarAttributeType.S)
			.rangeKey(Setting.KEY, ScalarAttributeType.S)
			.rangePrefix(HandWritten.PREFIX)
			.build();
		return DaplugTemplate.builder(client, table).build().as(Order.class);
	}

	private void fill(DynamoDbClient client) {
		client.createTable((create) -> create.tableName(Setting.TABLE)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(text(HandWrittenReads.HASH), text(Setting.KEY))
			.keySchema(KeySchemaElement.builder().attributeName(HandWrittenReads.HASH).keyType(KeyType.HASH).build(),
					KeySchemaElement.builder().attributeName(Setting.KEY).keyType(KeyType.RANGE).build()));
		HandWrittenOrder conversion = new HandWrittenOrder();
		for (int from = 0; from < this.orders.size(); from += CHUNK) {
			List<WriteRequest> writes = this.orders.subList(from, Math.min(from + CHUNK, this.orders.size()))
				.stream()
				.map((order) -> WriteRequest.builder()
					.putRequest((put) -> put.item(conversion.fromRecord(order)))
					.build())
				.toList();
			client.batchWriteItem((batch) -> batch.requestItems(Map.of(Setting.TABLE, writes)));
		}
	}

	private static AttributeDefinition text(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	private void compare(String what, int items, Supplier<Number> daplug, Supplier<Number> byHand) {
		if (daplug.get().longValue() != byHand.get().longValue()) {
			throw new IllegalStateException(what + " brings something else than the loop by hand");
		}
		List<Double> ours = new ArrayList<>();
		List<Double> theirs = new ArrayList<>();
		for (int round = 0; round < this.rounds; round++) {
			// Whoever comes second finds what the first left to the collector.
			if (round % 2 == 0) {
				ours.add(itemsPerSecond(items, daplug));
			}
			theirs.add(itemsPerSecond(items, byHand));
			if (round % 2 != 0) {
				ours.add(itemsPerSecond(items, daplug));
			}
		}
		double daplugMedian = new Series(ours).median();
		double handMedian = new Series(theirs).median();
		this.table.append(
				"| %s | %,.0f | %,.0f | %.2f |%n".formatted(what, daplugMedian, handMedian, daplugMedian / handMedian));
	}

	private static double itemsPerSecond(int items, Supplier<Number> read) {
		long start = System.nanoTime();
		read.get();
		return items / ((System.nanoTime() - start) / 1e9);
	}

	/** Segments whose pages take a while to come, as on a network. */
	private void inSegments() {
		List<Map<String, AttributeValue>> stored = stored();
		this.table.append(
				"\n| scan, %d segments of %d items, %d ms each | Daplug, items/s | loop by hand, items/s | ratio |\n"
					.formatted(SEGMENTS, PAGE, WAIT.toMillis()))
			.append("|---|---|---|---|\n");
		try (DynamoDbClient client = Setting.clientForPages(stored, WAIT)) {
			HandWrittenReads hand = new HandWrittenReads(client);
			ItemOperations<Order> daplug = operations(client);
			for (int atOnce : new int[] { 1, 2, 4, 8, 16 }) {
				compare("%d at a time".formatted(atOnce), SEGMENTS * PAGE,
						() -> total(daplug.scan((scan) -> scan.segments(SEGMENTS).parallelism(atOnce)).stream()),
						() -> hand.scan(SEGMENTS, atOnce));
			}
		}
	}

	private List<Map<String, AttributeValue>> stored() {
		HandWrittenOrder conversion = new HandWrittenOrder();
		return this.orders.subList(0, PAGE).stream().map(conversion::fromRecord).toList();
	}

	/** One request for so many items, on the caller's thread, in processor time. */
	private void withoutServer() {
		List<Order> page = this.orders.subList(0, PAGE);
		List<String> ids = page.stream().map(Order::id).toList();
		List<ItemKey> keys = ids.stream().map((id) -> ItemKey.of(CHANNEL, id)).toList();
		List<Map<String, AttributeValue>> stored = stored();
		DynamoDbClient batches = Setting.clientForBatchReads(stored);
		DynamoDbClient queries = Setting.clientForPages(stored, Duration.ZERO);
		ItemOperations<Order> batchReads = operations(batches);
		ItemOperations<Order> queryReads = operations(queries);
		HandWrittenReads handBatches = new HandWrittenReads(batches);
		HandWrittenReads handQueries = new HandWrittenReads(queries);
		Map<String, Map<String, Supplier<?>>> reads = new LinkedHashMap<>();
		reads.put("`batchGet` of 100 keys", Map.of("daplug", () -> batchReads.batchGet(keys).items(), "hand",
				() -> handBatches.batchGet(CHANNEL, ids)));
		reads.put("query of 100 items",
				Map.of("daplug", () -> total(queryReads.query((query) -> query.hashKey(CHANNEL)).stream()), "hand",
						() -> handQueries.query(CHANNEL)));
		this.table.append("\n| without a server | Daplug ÷ loop by hand, calls | allocation |\n|---|---|---|\n");
		reads.forEach((what, contenders) -> {
			InTurns turns = new InTurns(Size.LARGE);
			contenders.forEach((name, call) -> {
				Warmup.run(call, Size.LARGE);
				turns.add(name, call);
			});
			Map<String, Measurement> measured = turns.measure();
			Measurement nothing = new Measurement(1, 1);
			Measurement daplug = measured.getOrDefault("daplug", nothing);
			Measurement hand = measured.getOrDefault("hand", nothing);
			this.table.append("| %s | %.2f | %.2f |%n".formatted(what, daplug.callsPerSecond() / hand.callsPerSecond(),
					daplug.bytesPerCall() / hand.bytesPerCall()));
		});
	}

}
