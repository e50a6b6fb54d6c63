package io.daplug.benchmarks.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.daplug.local.EmbeddedDynamoDb;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A fresh DynamoDB Local in this JVM with orders, whose stream is enabled, and an empty
 * table for their copies.
 */
final class StreamServer implements AutoCloseable {

	static final String ORDERS = "orders";

	static final String COPIES = "orders-copy";

	static final String KEY = "id";

	static final String VERSION = "version";

	private static final int WRITERS = 8;

	private final EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();

	private final DynamoDbClient client;

	private final String note;

	StreamServer() {
		this(100);
	}

	/**
	 * Starts the server.
	 * @param noteLength how long the longest attribute of each order is
	 */
	StreamServer(int noteLength) {
		this.note = "n".repeat(noteLength);
		this.server.start();
		this.client = client(List.of());
		create(ORDERS, true);
		create(COPIES, false);
	}

	EmbeddedDynamoDb server() {
		return this.server;
	}

	DynamoDbClient client() {
		return this.client;
	}

	DynamoDbClient client(List<ExecutionInterceptor> interceptors) {
		DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.US_EAST_1);
		this.server.configure(builder);
		return builder.overrideConfiguration((configuration) -> configuration.executionInterceptors(interceptors))
			.build();
	}

	private void create(String table, boolean stream) {
		this.client.createTable((request) -> request.tableName(table)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.streamSpecification(stream ? StreamSpecification.builder()
				.streamEnabled(true)
				.streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
				.build() : null)
			.attributeDefinitions(
					AttributeDefinition.builder().attributeName(KEY).attributeType(ScalarAttributeType.S).build())
			.keySchema(KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.HASH).build()));
	}

	/** Where the changes of orders are read. */
	String streamArn() {
		return this.client.describeTable((request) -> request.tableName(ORDERS)).table().latestStreamArn();
	}

	/**
	 * Writes an order for each key, those of one key one after the other.
	 * @param first the version of the first one
	 */
	void write(List<String> keys, int first) throws ExecutionException, InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int writer = 0; writer < WRITERS; writer++) {
				int number = writer;
				writers.add(executor.submit(() -> write(keys, first, number)));
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private void write(List<String> keys, int first, int writer) {
		Map<String, WriteRequest> batch = new LinkedHashMap<>();
		for (int change = 0; change < keys.size(); change++) {
			String key = keys.get(change);
			if (Math.floorMod(key.hashCode(), WRITERS) == writer) {
				if (batch.size() == 25 || batch.containsKey(key)) {
					write(batch);
				}
				batch.put(key, put(key, first + change));
			}
		}
		write(batch);
	}

	private void write(Map<String, WriteRequest> batch) {
		if (!batch.isEmpty()) {
			this.client.batchWriteItem((request) -> request.requestItems(Map.of(ORDERS, List.copyOf(batch.values()))));
			batch.clear();
		}
	}

	private WriteRequest put(String key, int version) {
		Map<String, AttributeValue> item = Map.of(KEY, AttributeValue.fromS(key), VERSION,
				AttributeValue.fromN(Integer.toString(version)), "customer", AttributeValue.fromS("c-" + version % 100),
				"status", AttributeValue.fromS("PAID"), "note", AttributeValue.fromS(this.note));
		return WriteRequest.builder().putRequest((put) -> put.item(item)).build();
	}

	/** The version that each order, or each copy, is in. */
	Map<String, String> versions(String table) {
		Map<String, String> versions = new HashMap<>();
		this.client
			.scanPaginator((scan) -> scan.tableName(table)
				.consistentRead(true)
				.projectionExpression("#key, #version")
				.expressionAttributeNames(Map.of("#key", KEY, "#version", VERSION)))
			.items()
			.forEach((item) -> versions.put(text(item, KEY), String.valueOf(item.getOrDefault(VERSION, none()).n())));
		return versions;
	}

	private static String text(Map<String, AttributeValue> item, String attribute) {
		return item.getOrDefault(attribute, none()).s();
	}

	private static AttributeValue none() {
		return AttributeValue.fromNul(true);
	}

	@Override
	public void close() {
		this.client.close();
		this.server.stop();
	}

}
