package io.daplug.template.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemKey;
import io.daplug.item.ItemSize;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.ItemBusyException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Sends a batch as BatchWriteItem requests, cut by count and bytes, and sends again what
 * DynamoDB leaves unprocessed.
 *
 * @param <T> type of the entries
 */
final class ChunkWriter<T> {

	private static final int MAX_ENTRIES = 25;

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private final TableContext context;

	private final WritePipeline pipeline;

	private final ParallelWork<T> parallel;

	ChunkWriter(TableContext context, WritePipeline pipeline, ParallelWork<T> parallel) {
		this.context = context;
		this.pipeline = pipeline;
		this.parallel = parallel;
	}

	BatchOutcome<T> write(List<BatchEntry<T>> entries) {
		return this.parallel.forEach(chunks(entries), (chunk) -> {
			BatchOutcome<T> outcome = new BatchOutcome<>();
			try {
				this.pipeline.carryOut(writes(chunk), () -> {
					List<BatchEntry<T>> written = send(chunk, outcome);
					written.forEach((entry) -> outcome.written(entry.answer()));
					return writes(written);
				});
			}
			catch (ItemBusyException ex) {
				// Thrown before anything is sent.
				chunk.forEach((entry) -> outcome.unprocessed(entry.given()));
			}
			return outcome;
		});
	}

	private static <T> List<PreparedWrite<?>> writes(List<BatchEntry<T>> entries) {
		return entries.stream().<PreparedWrite<?>>map(BatchEntry::write).toList();
	}

	private List<List<BatchEntry<T>>> chunks(List<BatchEntry<T>> entries) {
		List<List<BatchEntry<T>>> chunks = new ArrayList<>();
		List<BatchEntry<T>> chunk = new ArrayList<>();
		int bytes = 0;
		for (BatchEntry<T> entry : entries) {
			int size = ItemSize.of(entry.write().action().stored());
			if (chunk.size() == MAX_ENTRIES || bytes + size > MAX_BYTES) {
				chunks.add(chunk);
				chunk = new ArrayList<>();
				bytes = 0;
			}
			chunk.add(entry);
			bytes += size;
		}
		if (!chunk.isEmpty()) {
			chunks.add(chunk);
		}
		return chunks;
	}

	/**
	 * Sends until all is written, refused or out of time; answers with what is written.
	 */
	private List<BatchEntry<T>> send(List<BatchEntry<T>> chunk, BatchOutcome<T> outcome) {
		List<BatchEntry<T>> written = new ArrayList<>();
		RetryPause retry = new RetryPause(this.parallel.deadline());
		List<BatchEntry<T>> left = chunk;
		while (!left.isEmpty() && !this.parallel.deadline().expired()) {
			try {
				List<BatchEntry<T>> unprocessed = send(left);
				Set<BatchEntry<T>> open = Collections.newSetFromMap(new IdentityHashMap<>());
				open.addAll(unprocessed);
				left.stream().filter((entry) -> !open.contains(entry)).forEach(written::add);
				left = unprocessed;
			}
			catch (RuntimeException ex) {
				if (ParallelWork.isFinal(ex)) {
					left.forEach((entry) -> outcome.failed(entry.given(), ex));
					return written;
				}
			}
			if (!left.isEmpty() && !retry.pause()) {
				break;
			}
		}
		left.forEach((entry) -> outcome.unprocessed(entry.given()));
		return written;
	}

	/** Makes one request, and answers with what it left unprocessed. */
	private List<BatchEntry<T>> send(List<BatchEntry<T>> entries) {
		String tableName = this.context.table().tableName();
		// Made here, each request copies its item in parallel and not long before it is
		// sent.
		List<WriteRequest> requests = entries.stream().map((entry) -> entry.write().action().batched()).toList();
		BatchWriteItemResponse response = this.context.requests()
			.send("batch write",
					(client) -> client.batchWriteItem((batch) -> batch.requestItems(Map.of(tableName, requests))));
		List<WriteRequest> unprocessed = response.unprocessedItems().getOrDefault(tableName, List.of());
		if (unprocessed.isEmpty()) {
			return List.of();
		}
		// By key, as DynamoDB need not give back what it was sent to the letter.
		Set<ItemKey> open = new HashSet<>();
		unprocessed.forEach((request) -> open.add(key(request)));
		return entries.stream()
			.filter((entry) -> open.contains(this.context.keys().of(entry.write().action().stored())))
			.toList();
	}

	private ItemKey key(WriteRequest request) {
		Map<String, AttributeValue> attributes = (request.putRequest() != null) ? request.putRequest().item()
				: request.deleteRequest().key();
		return this.context.keys().of(attributes);
	}

}
