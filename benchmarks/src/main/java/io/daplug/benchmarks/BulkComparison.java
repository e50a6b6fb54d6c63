package io.daplug.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Many items through {@code batchOverwrite} (schema checked, prefixes put on) and through
 * a loop by hand over the low-level client, into DynamoDB Local in this JVM. Both use the
 * same number of threads. Every run has a fresh server, as one gets slow when it fills,
 * and the two take turns, so that what else the machine does hits both. Before its time
 * begins, each has written some items: connections are open, and what both make of the
 * type of the items at its first is made, as in an application that runs.
 */
final class BulkComparison {

	private static final int THREADS = 8;

	private static final int CHUNK = 25;

	private static final int MAX_ATTEMPTS = 50;

	/** Turns that do not count, as code is compiled that runs for minutes then. */
	private static final int TURNS_BEFORE = 3;

	/** Items of a turn that are written before its time begins. */
	private static final int ITEMS_BEFORE = 2_000;

	private final HandWrittenOrder conversion = new HandWrittenOrder();

	private final List<Order> items;

	private final int rounds;

	BulkComparison(int count, int rounds) {
		this.items = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			this.items.add((Order) Size.MEDIUM.item(new UUID(i, i).toString()));
		}
		this.rounds = rounds;
	}

	/**
	 * What came out: items per second, one figure for each round.
	 *
	 * @param daplug of {@code batchOverwrite}
	 * @param byHand of the loop
	 */
	record Outcome(Series daplug, Series byHand) {

		double ratio() {
			return this.daplug.median() / this.byHand.median();
		}

	}

	/** One way to write the items. */
	interface Writer {

		void write(DynamoDbClient client, DaplugTemplate template, List<Order> items)
				throws ExecutionException, InterruptedException;

	}

	/** Writes a collection. */
	Outcome run() throws ExecutionException, InterruptedException {
		return run(this::daplug);
	}

	/** Writes a stream, which is read as it is written. */
	Outcome runStreamed() throws ExecutionException, InterruptedException {
		return run(this::streamed);
	}

	private Outcome run(Writer batch) throws ExecutionException, InterruptedException {
		List<Double> daplug = new ArrayList<>();
		List<Double> byHand = new ArrayList<>();
		for (int turn = 0; turn < TURNS_BEFORE; turn++) {
			itemsPerSecond(this::byHand);
			itemsPerSecond(batch);
		}
		for (int round = 0; round < this.rounds; round++) {
			// Whoever comes second finds what the first left to the collector.
			boolean daplugFirst = round % 2 == 0;
			if (daplugFirst) {
				daplug.add(itemsPerSecond(batch));
			}
			byHand.add(itemsPerSecond(this::byHand));
			if (!daplugFirst) {
				daplug.add(itemsPerSecond(batch));
			}
		}
		return new Outcome(new Series(daplug), new Series(byHand));
	}

	private double itemsPerSecond(Writer writer) throws ExecutionException, InterruptedException {
		EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
		server.start();
		try {
			DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.EU_CENTRAL_1);
			server.configure(builder);
			try (DynamoDbClient client = builder.build()) {
				createTable(client);
				// An application has its template long before.
				DaplugTemplate template = Setting.template(client, Size.MEDIUM, Validation.STRICT);
				writer.write(client, template, this.items.subList(0, Math.min(ITEMS_BEFORE, this.items.size())));
				System.gc();
				long start = System.nanoTime();
				writer.write(client, template, this.items);
				double seconds = (System.nanoTime() - start) / 1e9;
				requireAll(client);
				return this.items.size() / seconds;
			}
		}
		finally {
			server.stop();
		}
	}

	static void createTable(DynamoDbClient client) {
		client.createTable((table) -> table.tableName(Setting.TABLE)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions(AttributeDefinition.builder()
				.attributeName(Setting.KEY)
				.attributeType(ScalarAttributeType.S)
				.build())
			.keySchema(KeySchemaElement.builder().attributeName(Setting.KEY).keyType(KeyType.HASH).build()));
	}

	private void requireAll(DynamoDbClient client) {
		int stored = client.scanPaginator((scan) -> scan.tableName(Setting.TABLE).select(Select.COUNT))
			.stream()
			.mapToInt((page) -> page.count())
			.sum();
		if (stored != this.items.size()) {
			throw new IllegalStateException("%d of %d items are stored".formatted(stored, this.items.size()));
		}
	}

	private void daplug(DynamoDbClient client, DaplugTemplate template, List<Order> items) {
		template.batchOverwrite(items, (options) -> options.parallelism(THREADS)).requireComplete();
	}

	private void streamed(DynamoDbClient client, DaplugTemplate template, List<Order> items) {
		template.batchOverwrite(items.stream(), (options) -> options.parallelism(THREADS)).requireComplete();
	}

	private void byHand(DynamoDbClient client, DaplugTemplate template, List<Order> items)
			throws ExecutionException, InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> chunks = new ArrayList<>();
			for (int from = 0; from < items.size(); from += CHUNK) {
				List<Order> chunk = items.subList(from, Math.min(from + CHUNK, items.size()));
				chunks.add(executor.submit(() -> writeChunk(client, chunk)));
			}
			for (Future<?> chunk : chunks) {
				chunk.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void writeChunk(DynamoDbClient client, List<Order> chunk) {
		List<WriteRequest> requests = new ArrayList<>(chunk.size());
		for (Order item : chunk) {
			requests
				.add(WriteRequest.builder().putRequest((put) -> put.item(this.conversion.fromRecord(item))).build());
		}
		Map<String, List<WriteRequest>> left = Map.of(Setting.TABLE, requests);
		for (int attempt = 0; !left.isEmpty(); attempt++) {
			if (attempt == MAX_ATTEMPTS) {
				throw new IllegalStateException("Part of a chunk stays unprocessed");
			}
			Map<String, List<WriteRequest>> sent = left;
			left = client.batchWriteItem((batch) -> batch.requestItems(sent)).unprocessedItems();
		}
	}

}
