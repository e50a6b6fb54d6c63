package io.daplug.benchmarks.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Sees every request of a client, and notes when the copy of each version was stored.
 */
final class ArrivalClock implements ExecutionInterceptor {

	private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

	@Override
	public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
		long now = System.nanoTime();
		if (context.request() instanceof PutItemRequest put && put.tableName().equals(StreamServer.COPIES)) {
			note(put.item(), now);
		}
		else if (context.request() instanceof BatchWriteItemRequest batch) {
			batch.requestItems()
				.getOrDefault(StreamServer.COPIES, List.of())
				.stream()
				.filter((write) -> write.putRequest() != null)
				.forEach((write) -> note(write.putRequest().item(), now));
		}
	}

	private void note(Map<String, AttributeValue> item, long now) {
		AttributeValue version = item.get(StreamServer.VERSION);
		if (version != null) {
			this.arrivals.putIfAbsent(version.n(), now);
		}
	}

	/** When each version was stored, as {@link System#nanoTime()} has it. */
	Map<String, Long> arrivals() {
		return this.arrivals;
	}

}
