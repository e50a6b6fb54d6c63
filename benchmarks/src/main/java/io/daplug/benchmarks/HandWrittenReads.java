package io.daplug.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Reads of many items as one writes them by hand over the low-level client: the orders of
 * one channel, whose ids carry a prefix.
 */
final class HandWrittenReads {

	static final String HASH = "channel";

	private static final int CHUNK = 100;

	private final DynamoDbClient client;

	private final HandWrittenOrder conversion = new HandWrittenOrder();

	HandWrittenReads(DynamoDbClient client) {
		this.client = client;
	}

	/**
	 * Reads chunks in so many threads, and brings the orders into the order of the ids.
	 */
	List<Order> batchGet(String channel, List<String> ids, int threads) {
		List<Callable<Map<String, Order>>> chunks = new ArrayList<>();
		for (int from = 0; from < ids.size(); from += CHUNK) {
			List<String> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
			chunks.add(() -> chunk(channel, chunk));
		}
		Map<String, Order> found = new HashMap<>(2 * ids.size());
		inParallel(chunks, threads).forEach(found::putAll);
		return inOrder(ids, found);
	}

	/** Reads as many as one request brings. */
	List<Order> batchGet(String channel, List<String> ids) {
		return inOrder(ids, chunk(channel, ids));
	}

	private static List<Order> inOrder(List<String> ids, Map<String, Order> found) {
		List<Order> orders = new ArrayList<>(ids.size());
		for (String id : ids) {
			Order order = found.get(id);
			if (order != null) {
				orders.add(order);
			}
		}
		return orders;
	}

	private Map<String, Order> chunk(String channel, List<String> ids) {
		List<Map<String, AttributeValue>> keys = new ArrayList<>(ids.size());
		for (String id : ids) {
			keys.add(Map.of(HASH, AttributeValue.fromS(channel), Setting.KEY, Attributes.key(id)));
		}
		Map<String, Order> found = new HashMap<>(2 * ids.size());
		Map<String, KeysAndAttributes> left = Map.of(Setting.TABLE, KeysAndAttributes.builder().keys(keys).build());
		while (!left.isEmpty()) {
			BatchGetItemResponse response = this.client
				.batchGetItem(BatchGetItemRequest.builder().requestItems(left).build());
			for (Map<String, AttributeValue> item : response.responses().getOrDefault(Setting.TABLE, List.of())) {
				Order order = this.conversion.toRecord(item);
				found.put(order.id(), order);
			}
			left = response.unprocessedKeys();
		}
		return found;
	}

	/** Reads page after page. */
	long query(String channel) {
		long total = 0;
		Map<String, AttributeValue> start = null;
		do {
			QueryResponse page = this.client.query(QueryRequest.builder()
				.tableName(Setting.TABLE)
				.keyConditionExpression("#h = :h")
				.expressionAttributeNames(Map.of("#h", HASH))
				.expressionAttributeValues(Map.of(":h", AttributeValue.fromS(channel)))
				.exclusiveStartKey(start)
				.build());
			for (Map<String, AttributeValue> item : page.items()) {
				total += this.conversion.toRecord(item).priority();
			}
			start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
		}
		while (start != null);
		return total;
	}

	/** Reads so many segments at a time, and converts where they are read. */
	long scan(int segments, int threads) {
		List<Callable<Long>> scans = new ArrayList<>();
		for (int segment = 0; segment < segments; segment++) {
			int number = segment;
			scans.add(() -> segment(number, segments));
		}
		return inParallel(scans, threads).stream().mapToLong(Long::longValue).sum();
	}

	private long segment(int segment, int segments) {
		long total = 0;
		Map<String, AttributeValue> start = null;
		do {
			ScanResponse page = this.client.scan(ScanRequest.builder()
				.tableName(Setting.TABLE)
				.segment(segment)
				.totalSegments(segments)
				.exclusiveStartKey(start)
				.build());
			for (Map<String, AttributeValue> item : page.items()) {
				total += this.conversion.toRecord(item).priority();
			}
			start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
		}
		while (start != null);
		return total;
	}

	private static <R> List<R> inParallel(List<Callable<R>> parts, int threads) {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<R> results = new ArrayList<>();
			for (Future<R> part : executor.invokeAll(parts)) {
				results.add(part.get());
			}
			return results;
		}
		catch (ExecutionException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			executor.shutdownNow();
		}
	}

}
