package io.daplug.template.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.item.ItemSize;
import io.daplug.table.TableKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchFailure;
import io.daplug.template.model.BatchOptions;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Sends a batch as BatchWriteItem requests, cut by count and bytes, and what DynamoDB
 * leaves unprocessed again.
 *
 * @param <T> type of the entries
 */
final class ChunkedWrites<T> {

	private static final int MAX_ENTRIES = 25;

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private final TableContext context;

	private final ParallelWrites<T> parallel;

	/** A request to send, and the entry it is for. */
	private record Part<T>(BatchEntries.Entry<T> entry, WriteRequest request) {

	}

	ChunkedWrites(TableContext context, BatchOptions options) {
		this.context = context;
		this.parallel = new ParallelWrites<>(options);
	}

	BatchEntries.Outcome<T> write(List<BatchEntries.Entry<T>> entries,
			Function<Map<String, AttributeValue>, WriteRequest> request,
			Function<List<BatchEntries.Entry<T>>, Turn> turns,
			BiConsumer<Turn, List<BatchEntries.Entry<T>>> announcement) {
		return this.parallel.forEach(chunks(entries), (chunk) -> {
			List<BatchEntries.Entry<T>> written = new ArrayList<>();
			try (Turn turn = turns.apply(chunk)) {
				// Made here, each request copies its item in parallel and not long before
				// it is sent.
				List<Part<T>> parts = chunk.stream()
					.map((entry) -> new Part<>(entry, request.apply(entry.stored())))
					.toList();
				BatchEntries.Outcome<T> outcome = write(parts, written::add);
				announcement.accept(turn, written);
				return outcome;
			}
		});
	}

	private List<List<BatchEntries.Entry<T>>> chunks(List<BatchEntries.Entry<T>> entries) {
		List<List<BatchEntries.Entry<T>>> chunks = new ArrayList<>();
		List<BatchEntries.Entry<T>> chunk = new ArrayList<>();
		int bytes = 0;
		for (BatchEntries.Entry<T> entry : entries) {
			int size = ItemSize.of(entry.stored());
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

	private BatchEntries.Outcome<T> write(List<Part<T>> chunk, Consumer<BatchEntries.Entry<T>> written) {
		BatchEntries.Outcome<T> outcome = BatchEntries.Outcome.empty();
		Backoff backoff = new Backoff(this.parallel.deadline());
		List<Part<T>> left = chunk;
		while (!left.isEmpty() && !this.parallel.deadline().expired()) {
			List<Part<T>> unprocessed = left;
			try {
				unprocessed = send(left);
			}
			catch (RuntimeException ex) {
				if (ParallelWrites.refused(ex)) {
					left.forEach((part) -> outcome.failed().add(new BatchFailure<>(part.entry().given(), ex)));
					return outcome;
				}
			}
			if (unprocessed != left) {
				Set<Part<T>> open = Collections.newSetFromMap(new IdentityHashMap<>());
				open.addAll(unprocessed);
				left.stream().filter((part) -> !open.contains(part)).forEach((part) -> {
					outcome.written().add(part.entry().given());
					written.accept(part.entry());
				});
				left = unprocessed;
			}
			if (!left.isEmpty() && !backoff.pause()) {
				break;
			}
		}
		left.forEach((part) -> outcome.unprocessed().add(part.entry().given()));
		return outcome;
	}

	private List<Part<T>> send(List<Part<T>> parts) {
		String tableName = this.context.table().tableName();
		List<WriteRequest> requests = parts.stream().map(Part::request).toList();
		BatchWriteItemResponse response = this.context.requests()
			.send("batch write",
					(client) -> client.batchWriteItem((batch) -> batch.requestItems(Map.of(tableName, requests))));
		List<WriteRequest> unprocessed = response.unprocessedItems().getOrDefault(tableName, List.of());
		if (unprocessed.isEmpty()) {
			return List.of();
		}
		// By key, as DynamoDB need not give back what it was sent to the letter.
		Set<Object> open = new HashSet<>();
		unprocessed.forEach((request) -> open.add(key(request)));
		return parts.stream().filter((part) -> open.contains(key(part.request()))).toList();
	}

	private Object key(WriteRequest request) {
		Map<String, AttributeValue> attributes = (request.putRequest() != null) ? request.putRequest().item()
				: request.deleteRequest().key();
		return new TableKeys(this.context.table(), this.context.converter()).of(attributes);
	}

}
